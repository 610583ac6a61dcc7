'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { usePreferences } from '@/components/preferences/use-preferences';
import { QuietHoursFields } from '@/components/settings/quiet-hours-fields';
import { SwitchRow } from '@/components/settings/switch-row';
import { useOwnTimeZone } from '@/components/settings/use-own-time-zone';
import { useSetting } from '@/components/settings/use-setting';
import { saveQuietHours } from '@/lib/preferences/actions';
import type { QuietHours } from '@/lib/preferences/schema';

/** A time of day is typed digit by digit. */
const TYPING_MS = 400;
const NIGHT = { from: '22:00', to: '07:00' };

/** Quiet hours on or off, and when they are; saved as soon as both times stand. */
export function QuietHoursSetting({ zones }: { zones: string[] }) {
  const t = useTranslations('settings');
  const id = useId();
  const wishes = usePreferences();
  const own = useOwnTimeZone();
  const [draft, setDraft] = useState<QuietHours | null>(null);
  const { problem, wish, save, form } = useSetting(saveQuietHours, (sent) =>
    // What has been typed on meanwhile is not saved yet.
    setDraft((typed) => (typed && isNewer(typed, sent) ? typed : null)),
  );
  const saveTyped = useEffectEvent((typed: QuietHours) => save(formOf(typed)));
  useEffect(() => {
    if (!draft?.from || !draft.to) return;
    const timer = setTimeout(() => saveTyped(draft), TYPING_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  if (!wishes) return null;

  const saved = wishes.preferences.quietHours;
  const isOn = wish ? wish.get('isOn') === 'true' : saved !== null;
  const shown = draft ?? saved ?? { ...NIGHT, timeZone: own };
  return (
    <div>
      <form {...form}>
        <input type="hidden" name="isOn" value={String(!isOn)} />
        {!isOn && <HiddenHours hours={shown} />}
        <SwitchRow
          id={id}
          label={t('quietHours')}
          hint={t('quietHoursHint')}
          isOn={isOn}
          error={problem?.fields ? undefined : problem?.message}
        />
      </form>
      {isOn && (
        <form {...form}>
          <input type="hidden" name="isOn" value="true" />
          <QuietHoursFields
            hours={shown}
            zones={[...new Set([...zones, own, shown.timeZone])].sort()}
            problems={problem?.fields ?? {}}
            onChange={setDraft}
          />
        </form>
      )}
    </div>
  );
}

function HiddenHours({ hours }: { hours: QuietHours }) {
  return (
    <>
      <input type="hidden" name="from" value={hours.from} />
      <input type="hidden" name="to" value={hours.to} />
      <input type="hidden" name="timeZone" value={hours.timeZone} />
    </>
  );
}

function formOf(hours: QuietHours): FormData {
  const form = new FormData();
  form.set('isOn', 'true');
  for (const [name, value] of Object.entries(hours)) form.set(name, value as string);
  return form;
}

function isNewer(typed: QuietHours, sent: FormData): boolean {
  return (
    sent.get('isOn') === 'true' && Object.entries(typed).some(([name, value]) => sent.get(name) !== value)
  );
}
