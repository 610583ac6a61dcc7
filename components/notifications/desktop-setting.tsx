'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useSyncExternalStore } from 'react';
import {
  desktopState,
  subscribeDesktop,
  turnOffDesktop,
  turnOnDesktop,
} from '@/components/notifications/desktop-permission';
import { SwitchRow } from '@/components/settings/switch-row';

/** Desktop notifications of this browser, on or off. The browser is asked after the click, never before. */
export function DesktopSetting() {
  const t = useTranslations('desktop');
  const id = useId();
  const state = useSyncExternalStore(subscribeDesktop, desktopState, () => 'off' as const);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (state === 'on') turnOffDesktop();
    else void turnOnDesktop();
  };
  if (state === 'unsupported') {
    return (
      <div className="py-3">
        <p className="font-semibold">{t('label')}</p>
        <p className="text-sm text-quiet">{t('unsupported')}</p>
      </div>
    );
  }
  return (
    <form onSubmit={onSubmit}>
      <SwitchRow
        id={id}
        label={t('label')}
        hint={t('hint')}
        isOn={state === 'on'}
        error={state === 'blocked' ? t('blocked') : undefined}
      />
    </form>
  );
}
