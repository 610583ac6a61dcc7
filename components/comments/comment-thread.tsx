'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useState } from 'react';
import { CommentForm } from '@/components/comments/comment-form';
import { CommentItem } from '@/components/comments/comment-item';
import { MoreComments } from '@/components/comments/more-comments';
import { useThreadEvents } from '@/components/notifications/use-inbox';
import type { CommentView } from '@/lib/comments/schema';
import { threadRows } from '@/lib/comments/tree';

interface CommentThreadProps {
  postId: string;
  comments: CommentView[];
  nextCursor: string | null;
  canWrite: boolean;
  clientKey: string;
  /** The comment that a link led to. */
  targetId: string | null;
  /** The comment whose reply form is open from the start: how a reply works without a script. */
  replyTo: string | null;
}

export function CommentThread(props: CommentThreadProps) {
  const { postId, canWrite, clientKey, targetId } = props;
  const t = useTranslations('comments');
  const [added, setAdded] = useState<CommentView[]>([]);
  const [openReply, setOpenReply] = useState(props.replyTo);
  // The server's list may be newer after a navigation; what has come in since is laid over it.
  const rows = useMemo(() => threadRows([...props.comments, ...added]), [props.comments, added]);
  const add = useCallback((...more: CommentView[]) => setAdded((known) => [...known, ...more]), []);
  useThreadEvents(
    postId,
    useCallback((change) => add(change.comment), [add]),
  );

  return (
    <section aria-labelledby="comments-title" className="mt-8 border-t border-line pt-4">
      <h2 id="comments-title" className="font-semibold">
        {t('title', { count: rows.length })}
      </h2>
      {canWrite ? (
        <CommentForm postId={postId} parent={null} clientKey={clientKey} onPosted={add} />
      ) : (
        <p className="my-4">
          <Link href={`/sign-in?next=/posts/${postId}`} className="underline underline-offset-4">
            {t('signIn')}
          </Link>
        </p>
      )}
      <ol>
        {rows.map((row) => (
          <CommentItem key={row.comment.id} row={row} isTarget={row.comment.id === targetId}>
            {canWrite && !row.comment.deletedAt && openReply !== row.comment.id && (
              <Link
                href={`/posts/${postId}?reply=${row.comment.id}#reply`}
                prefetch={false}
                role="button"
                aria-label={t('replyTo', { name: row.comment.author.displayName })}
                className="inline-flex min-h-6 items-center text-sm text-quiet hover:text-ink pointer-coarse:min-h-11"
                onClick={(event) => {
                  event.preventDefault();
                  setOpenReply(row.comment.id);
                }}
              >
                {t('reply')}
              </Link>
            )}
            {canWrite && openReply === row.comment.id && (
              <CommentForm
                postId={postId}
                parent={row.comment}
                clientKey={`${clientKey}-${row.comment.id}`}
                onPosted={(comment) => {
                  add(comment);
                  setOpenReply(null);
                }}
                onCancel={() => setOpenReply(null)}
              />
            )}
          </CommentItem>
        ))}
      </ol>
      <MoreComments postId={postId} cursor={props.nextCursor} onLoaded={add} />
    </section>
  );
}
