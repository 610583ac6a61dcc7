import { Signpost } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/components/ui/empty-state';
import { PageLink } from '@/components/ui/page-link';

export default async function NotFound() {
  const t = await getTranslations('page');
  return (
    <EmptyState icon={Signpost} title={t('notFoundTitle')} text={t('notFoundText')}>
      <PageLink href="/" className="underline underline-offset-4">
        {t('home')}
      </PageLink>
    </EmptyState>
  );
}
