'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** Without a script nothing is saved by itself. */
export function NoScriptSave() {
  const t = useTranslations('settings');
  return (
    <noscript>
      <Button look="plain" className="mt-2">
        {t('save')}
      </Button>
    </noscript>
  );
}
