'use client';

import { type ReactNode, useId } from 'react';
import { usePreferences } from '@/components/preferences/use-preferences';
import { SwitchRow } from '@/components/settings/switch-row';
import { useSetting } from '@/components/settings/use-setting';
import { saveSwitch } from '@/lib/preferences/actions';
import type { Preferences, SwitchName } from '@/lib/preferences/schema';

/** One wish that is on or off, saved as soon as it is switched. */
export function SettingSwitch({
  name,
  label,
  hint,
  children,
}: {
  name: SwitchName;
  label: string;
  hint?: string;
  children?: ReactNode;
}) {
  const id = useId();
  const wishes = usePreferences();
  const { problem, wish, form } = useSetting(saveSwitch);
  if (!wishes) return null;
  const isOn = wish ? wish.get('isOn') === 'true' : valueOf(wishes.preferences, name);
  return (
    <form {...form}>
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="isOn" value={String(!isOn)} />
      <SwitchRow id={id} label={label} hint={hint} isOn={isOn} error={problem?.message}>
        {children}
      </SwitchRow>
    </form>
  );
}

function valueOf({ kinds, toasts, sound }: Preferences, name: SwitchName): boolean {
  return { ...kinds, toasts, sound }[name];
}
