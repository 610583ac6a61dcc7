import { Leaf } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { UnsentTexts } from '@/components/comments/unsent-texts';
import { EmptyState } from '@/components/ui/empty-state';
import { PageLink } from '@/components/ui/page-link';
import { currentUser } from '@/lib/auth/session';

/** A post that is gone, or never was: where a notification may still lead. */
export default async function PostNotFound() {
  const [t, user] = await Promise.all([getTranslations(), currentUser()]);
  return (
    <>
      <EmptyState icon={Leaf} title={t('post.goneTitle')} text={t('post.goneText')}>
        <PageLink href="/" className="underline underline-offset-4">
          {t('page.home')}
        </PageLink>
      </EmptyState>
      {user && <UnsentTexts userId={user.id} />}
    </>
  );
}
