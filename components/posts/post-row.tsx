import { useTranslations } from 'next-intl';
import { Avatar } from '@/components/ui/avatar';
import { RelativeTime } from '@/components/ui/relative-time';
import { PageLink } from '@/components/ui/page-link';
import type { PostView } from '@/lib/posts/schema';

export function PostRow({ post }: { post: PostView }) {
  const t = useTranslations('feed');
  return (
    <li className="flex gap-3 py-3">
      <Avatar person={post.author} size="medium" />
      <div className="min-w-0">
        <h2 className="font-semibold">
          <PageLink href={`/posts/${post.id}`} className="hover:underline">
            {post.title}
          </PageLink>
        </h2>
        <p className="text-sm text-quiet">
          {post.author.displayName} · {t('comments', { count: post.commentCount })} ·{' '}
          <RelativeTime at={post.lastActivityAt} />
        </p>
      </div>
    </li>
  );
}
