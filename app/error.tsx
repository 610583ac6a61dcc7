'use client';

import { CloudAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function PageError({ retry }: { error: Error; retry: () => void }) {
  const t = useTranslations('page');
  return (
    <div role="alert">
      <EmptyState icon={CloudAlert} title={t('errorTitle')} text={t('errorText')}>
        <Button type="button" onClick={retry}>
          {t('retry')}
        </Button>
      </EmptyState>
    </div>
  );
}
