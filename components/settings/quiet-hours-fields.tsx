'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { NoScriptSave } from '@/components/settings/no-script-save';
import { Field } from '@/components/ui/field';
import { SelectField } from '@/components/ui/select-field';
import type { QuietHours } from '@/lib/preferences/schema';

/** From when to when, and by which clock. */
export function QuietHoursFields({
  hours,
  zones,
  problems,
  onChange,
}: {
  hours: QuietHours;
  zones: string[];
  problems: Record<string, string>;
  onChange: (hours: QuietHours) => void;
}) {
  const t = useTranslations('settings');
  const id = useId();
  return (
    <>
      <div className="grid grid-cols-2 gap-x-4">
        {(['from', 'to'] as const).map((name) => (
          <Field
            key={name}
            id={`${id}-${name}`}
            type="time"
            name={name}
            label={t(name)}
            required
            value={hours[name]}
            error={problems[name]}
            onChange={(event) => onChange({ ...hours, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <SelectField
        id={`${id}-zone`}
        name="timeZone"
        label={t('timeZone')}
        value={hours.timeZone}
        error={problems.timeZone}
        onChange={(event) => onChange({ ...hours, timeZone: event.currentTarget.value })}
      >
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </SelectField>
      <NoScriptSave />
    </>
  );
}
