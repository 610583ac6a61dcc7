import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { CSSProperties, ReactNode } from 'react';
import { MentionText } from '@/components/comments/mention-text';
import { Avatar } from '@/components/ui/avatar';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ThreadRow } from '@/lib/comments/tree';

/** Past this depth replies keep the indentation of the one before. */
const DEEPEST_LEVEL = 6;

export function CommentItem({
  row: { comment, depth, parent },
  isTarget,
  children,
}: {
  row: ThreadRow;
  isTarget: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations('comments');
  return (
    <li
      id={`comment-${comment.id}`}
      style={{ '--level': Math.min(depth, DEEPEST_LEVEL) } as CSSProperties}
      className={clsx('thread-level py-3', depth > 0 && 'border-l border-line pl-3', isTarget && 'bg-fresh')}
    >
      <article aria-label={comment.author.displayName}>
        <p className="mb-1 flex flex-wrap items-center gap-2 text-sm text-quiet">
          <Avatar person={comment.author} />
          <span className="font-semibold text-ink">{comment.author.displayName}</span>
          {parent && <span className="sr-only">{t('inReplyTo', { name: parent.author.displayName })}</span>}
          <RelativeTime at={comment.createdAt} />
          {comment.editedAt && <span>{t('edited')}</span>}
        </p>
        {comment.deletedAt ? (
          <p className="text-quiet">{t('deleted')}</p>
        ) : (
          <MentionText text={comment.body} />
        )}
      </article>
      {children}
    </li>
  );
}
