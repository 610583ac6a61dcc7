'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useId, useMemo, useState } from 'react';
import { newClientKey } from '@/components/comments/client-key';
import { CommentForm } from '@/components/comments/comment-form';
import { CommentItem } from '@/components/comments/comment-item';
import { fetchCommentsSince } from '@/components/comments/fetch-comments';
import { MoreComments } from '@/components/comments/more-comments';
import { createThreadFollower } from '@/components/comments/thread-follower';
import { useThreadEvents } from '@/components/notifications/use-inbox';
import { PageLink } from '@/components/ui/page-link';
import type { CommentView } from '@/lib/comments/schema';
import { threadRows } from '@/lib/comments/tree';

interface CommentThreadProps {
  postId: string;
  comments: CommentView[];
  nextCursor: string | null;
  /** Who may write here, or null for a visitor. */
  userId: string | null;
  clientKey: string;
  /** The comment that a link led to. */
  targetId: string | null;
  /** The comment whose reply form is open from the start: how a reply works without a script. */
  replyTo: string | null;
}

export function CommentThread(props: CommentThreadProps) {
  const { postId, userId, clientKey, targetId } = props;
  const t = useTranslations('comments');
  const [added, setAdded] = useState<CommentView[]>([]);
  // A key for each opening: two replies to one comment are two replies.
  const [openReply, setOpenReply] = useState(
    props.replyTo === null ? null : { to: props.replyTo, key: `${clientKey}-reply` },
  );
  const replyFormId = useId();
  // The server's list may be newer after a navigation; what has come in since is laid over it.
  const rows = useMemo(() => threadRows([...props.comments, ...added]), [props.comments, added]);
  const add = useCallback((...more: CommentView[]) => setAdded((known) => [...known, ...more]), []);
  const [follower] = useState(() =>
    createThreadFollower({
      comments: props.comments,
      isWhole: props.nextCursor === null,
      add,
      fetchSince: (since) => fetchCommentsSince(postId, since),
    }),
  );
  useThreadEvents(postId, follower);

  return (
    <section aria-labelledby="comments-title" className="mt-8 border-t border-line pt-4">
      <h2 id="comments-title" className="font-semibold">
        {t('title', { count: rows.length })}
      </h2>
      {userId ? (
        <CommentForm userId={userId} postId={postId} parent={null} clientKey={clientKey} onPosted={add} />
      ) : (
        <p className="my-4">
          <PageLink href={`/sign-in?next=/posts/${postId}`} className="underline underline-offset-4">
            {t('signIn')}
          </PageLink>
        </p>
      )}
      {/* Before any script has run, a reply button asks for this page with its form open. */}
      <form id={replyFormId} action={`/posts/${postId}#reply`} />
      <ol>
        {rows.map((row) => (
          <CommentItem key={row.comment.id} row={row} isTarget={row.comment.id === targetId}>
            {userId && !row.comment.deletedAt && openReply?.to !== row.comment.id && (
              <button
                form={replyFormId}
                name="reply"
                value={row.comment.id}
                aria-label={t('replyTo', { name: row.comment.author.displayName })}
                className="inline-flex min-h-6 items-center text-sm text-quiet hover:text-ink pointer-coarse:min-h-11"
                onClick={(event) => {
                  event.preventDefault();
                  setOpenReply({ to: row.comment.id, key: newClientKey() });
                }}
              >
                {t('reply')}
              </button>
            )}
            {userId && openReply?.to === row.comment.id && (
              <CommentForm
                userId={userId}
                postId={postId}
                parent={row.comment}
                clientKey={openReply.key}
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
      <MoreComments postId={postId} cursor={props.nextCursor} onLoaded={follower.onLoaded} />
    </section>
  );
}
