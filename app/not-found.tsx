import { getTranslations } from 'next-intl/server';
import { PageLink } from '@/components/ui/page-link';

export default async function NotFound() {
  const t = await getTranslations('page');
  return (
    <>
      <h1 className="text-xl font-semibold">{t('notFoundTitle')}</h1>
      <p className="my-3 text-quiet">{t('notFoundText')}</p>
      <PageLink href="/" className="underline underline-offset-4">
        {t('home')}
      </PageLink>
    </>
  );
}
