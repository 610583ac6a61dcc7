'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

export default function PageError({ retry }: { error: Error; retry: () => void }) {
  const t = useTranslations('page');
  return (
    <div role="alert">
      <h1 className="text-xl font-semibold">{t('errorTitle')}</h1>
      <p className="my-3 text-quiet">{t('errorText')}</p>
      <Button type="button" onClick={retry}>
        {t('retry')}
      </Button>
    </div>
  );
}
