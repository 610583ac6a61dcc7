'use client';

import { ArrowRight, ChevronDown, ChevronRight, Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import type { CommentItemProps } from '@/components/comments/comment-item';
import { type FormKind, useThreadControls } from '@/components/comments/thread-controls';
import { PageLink } from '@/components/ui/page-link';

/** What can be done with a comment, quietly below it. */
export function CommentActions(props: CommentItemProps) {
  const { comment, replyCount, isContinued, isCollapsed, isFolded, formKind } = props;
  const t = useTranslations();
  const { postId, user, isGone, toggle, openForm, closeForm } = useThreadControls();
  const isFree = formKind === null || formKind === 'person';
  const mayWrite = user !== null && !isGone && !comment.deletedAt && !isFolded && isFree;
  const isOwn = comment.author.id === user?.id;
  if (!mayWrite && replyCount === 0) return null;
  const Chevron = isCollapsed ? ChevronRight : ChevronDown;
  return (
    <div className="flex flex-wrap gap-x-4">
      {isContinued && (
        <PageLink
          href={`/posts/${postId}?thread=${comment.id}`}
          className="inline-block min-h-6 py-0.5 text-sm tabular-nums underline underline-offset-4 pointer-coarse:py-3"
        >
          {t('thread.continue', { count: replyCount })}
          <span className="sr-only">{t('comments.inReplyTo', { name: comment.author.displayName })}</span>
          <ArrowRight aria-hidden className="ml-1 inline size-4" />
        </PageLink>
      )}
      {replyCount > 0 && !isContinued && (
        <Quiet type="button" aria-expanded={!isCollapsed} onClick={() => toggle(comment.id)}>
          <Chevron aria-hidden className="-ml-0.5 size-4" />
          {t(isCollapsed ? 'thread.hiddenReplies' : 'thread.replies', { count: replyCount })}
        </Quiet>
      )}
      {mayWrite && (
        <Opener
          kind="reply"
          commentId={comment.id}
          aria-label={t('comments.replyTo', { name: comment.author.displayName })}
        >
          {t('comments.reply')}
        </Opener>
      )}
      {mayWrite && !isOwn && (
        <Quiet
          type="button"
          aria-label={t('thread.about', { name: comment.author.displayName })}
          aria-expanded={formKind === 'person'}
          onClick={() => (formKind === 'person' ? closeForm(comment.id) : openForm('person', comment.id))}
        >
          <Ellipsis aria-hidden className="size-4" />
        </Quiet>
      )}
      {mayWrite && isOwn && (
        <>
          <Opener kind="edit" commentId={comment.id}>
            {t('thread.edit')}
          </Opener>
          <Opener kind="delete" commentId={comment.id}>
            {t('thread.delete')}
          </Opener>
        </>
      )}
    </div>
  );
}

/** Opens a form in the thread. Before any script has run, it asks for this page with that form open. */
function Opener({
  kind,
  commentId,
  ...props
}: { kind: FormKind; commentId: string } & ComponentProps<'button'>) {
  const { formsId, openForm } = useThreadControls();
  return (
    <Quiet
      {...props}
      form={formsId}
      name={kind}
      value={commentId}
      onClick={(event) => {
        event.preventDefault();
        openForm(kind, commentId);
      }}
    />
  );
}

function Quiet(props: ComponentProps<'button'>) {
  return (
    <button
      {...props}
      className="inline-flex min-h-6 items-center gap-1 text-sm text-quiet tabular-nums hover:text-ink pointer-coarse:min-h-11"
    />
  );
}
