'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { usePreferences } from '@/components/preferences/use-preferences';
import { NoScriptSave } from '@/components/settings/no-script-save';
import { useSetting } from '@/components/settings/use-setting';
import { savePreview } from '@/lib/preferences/actions';

/** What an alert shows: name and text, the name alone, or neither. */
export function PreviewChoice({ titleId }: { titleId: string }) {
  const t = useTranslations('settings');
  const id = useId();
  const wishes = usePreferences();
  const { problem, wish, form } = useSetting(savePreview);
  if (!wishes) return null;
  const chosen = wish ? wish.get('preview') : wishes.preferences.preview;
  return (
    <form {...form}>
      <div
        role="radiogroup"
        aria-labelledby={titleId}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-error` : undefined}
      >
        {(['all', 'sender', 'nothing'] as const).map((each) => (
          <label key={each} className="flex items-start gap-3 py-2">
            <input
              type="radio"
              name="preview"
              value={each}
              checked={each === chosen}
              className="mt-1 size-4 shrink-0 accent-ink"
              onChange={(event) => event.currentTarget.form?.requestSubmit()}
            />
            <span className="min-w-0">
              {t(`preview.${each}`)}
              <span className="block text-sm text-quiet">{t(`previewExample.${each}`)}</span>
            </span>
          </label>
        ))}
      </div>
      <p role="alert" id={`${id}-error`} className="text-danger empty:hidden">
        {problem?.message}
      </p>
      <NoScriptSave />
    </form>
  );
}
