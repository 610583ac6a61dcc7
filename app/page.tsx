import { MessageCircle } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { DemoSignIn } from '@/components/auth/demo-sign-in';
import { PostRow } from '@/components/posts/post-row';
import { EmptyState } from '@/components/ui/empty-state';
import { PageLink } from '@/components/ui/page-link';
import { demoPeople } from '@/lib/auth/demo';
import { currentUser } from '@/lib/auth/session';
import { listPosts } from '@/lib/posts/store';

export default async function FeedPage({ searchParams }: PageProps<'/'>) {
  const { cursor, deleted } = await searchParams;
  const [t, user, page] = await Promise.all([
    getTranslations('feed'),
    currentUser(),
    listPosts({ cursor: typeof cursor === 'string' ? cursor : null }),
  ]);
  return (
    <>
      {deleted === 'post' && (
        <p role="status" className="mb-6 rounded-sm border border-line bg-raised p-3">
          {t('postDeleted')}
        </p>
      )}
      {!user && <DemoSignIn people={await demoPeople()} next="/" />}
      <h1 className="mb-2 text-xl font-semibold">{t('title')}</h1>
      {page.items.length === 0 && <EmptyState icon={MessageCircle} text={t('empty')} />}
      <ol className="divide-y divide-line">
        {page.items.map((post) => (
          <PostRow key={post.id} post={post} />
        ))}
      </ol>
      <nav className="mt-6 flex justify-between">
        {cursor ? (
          <PageLink href="/" className="py-2 underline underline-offset-4">
            {t('newest')}
          </PageLink>
        ) : (
          <span />
        )}
        {page.nextCursor && (
          <PageLink href={`/?cursor=${page.nextCursor}`} className="py-2 underline underline-offset-4">
            {t('older')}
          </PageLink>
        )}
      </nav>
    </>
  );
}
