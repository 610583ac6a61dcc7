import { getTranslations } from 'next-intl/server';
import { UnsentTexts } from '@/components/comments/unsent-texts';
import { PageLink } from '@/components/ui/page-link';
import { currentUser } from '@/lib/auth/session';

/** A post that is gone, or never was: where a notification may still lead. */
export default async function PostNotFound() {
  const [t, user] = await Promise.all([getTranslations(), currentUser()]);
  return (
    <>
      <h1 className="text-xl font-semibold">{t('post.goneTitle')}</h1>
      <p className="my-3 text-quiet">{t('post.goneText')}</p>
      {user && <UnsentTexts userId={user.id} />}
      <PageLink href="/" className="underline underline-offset-4">
        {t('page.home')}
      </PageLink>
    </>
  );
}
