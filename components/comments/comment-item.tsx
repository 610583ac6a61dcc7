'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type CSSProperties, memo } from 'react';
import { CommentActions } from '@/components/comments/comment-actions';
import { CommentForm } from '@/components/comments/comment-form';
import { DeletionQuestion } from '@/components/comments/deletion-question';
import { EditForm } from '@/components/comments/edit-form';
import { MentionText } from '@/components/comments/mention-text';
import type { OutgoingComment } from '@/components/comments/outgoing-storage';
import { OutgoingState } from '@/components/comments/outgoing-state';
import { type FormKind, useThreadControls } from '@/components/comments/thread-controls';
import { ThreadLines } from '@/components/comments/thread-lines';
import { BlockButton } from '@/components/preferences/block-button';
import { Avatar } from '@/components/ui/avatar';
import { RelativeTime } from '@/components/ui/relative-time';
import type { UserView } from '@/lib/auth/schema';
import type { CommentView } from '@/lib/comments/schema';
import type { Problem } from '@/lib/result';

export interface CommentItemProps {
  comment: CommentView;
  /** How far it is indented. */
  level: number;
  /** Whom it answers. */
  parentName: string | null;
  replyCount: number;
  /** Its replies are a thread of their own to go on to. */
  isContinued: boolean;
  isCollapsed: boolean;
  /** By somebody whom the reader has blocked. */
  isFolded: boolean;
  /** A link led here. */
  isTarget: boolean;
  /** New, or just gone to: shown so for a moment. */
  isLit: boolean;
  /** The form that is open here, its idempotency key, and why its text came back. */
  formKind: FormKind | null;
  formKey: string;
  refusal: Problem | null;
  /** Set while it has not arrived. */
  outgoing: OutgoingComment | null;
}

export const CommentItem = memo(function CommentItem(props: CommentItemProps) {
  const { comment, level, isTarget, isLit, isFolded } = props;
  const { user, closeForm } = useThreadControls();
  const t = useTranslations('thread');
  const formKind = allowed(props.formKind, user, comment);
  return (
    <li
      id={`comment-${comment.id}`}
      style={{ '--level': level } as CSSProperties}
      className="relative py-2 thread-level"
    >
      <ThreadLines comment={comment} level={level} />
      <article
        tabIndex={-1}
        aria-label={isFolded ? t('blocked') : comment.author.displayName}
        aria-current={isTarget ? 'location' : undefined}
        className={clsx('-mx-2 rounded-sm px-2 py-1 transition-colors duration-1000', isLit && 'bg-fresh')}
      >
        {isFolded ? <Folded commentId={comment.id} /> : <Said {...props} formKind={formKind} />}
      </article>
      {formKind === 'delete' && <DeletionQuestion comment={comment} />}
      {(formKind === null || formKind === 'reply' || formKind === 'person') && !props.outgoing && (
        <CommentActions {...props} formKind={formKind} />
      )}
      {formKind === 'person' && <BlockButton person={comment.author} className="my-1" />}
      {formKind === 'reply' && (
        <CommentForm
          key={props.formKey}
          parent={comment}
          clientKey={props.formKey}
          refusal={props.refusal}
          onCancel={() => closeForm(comment.id)}
        />
      )}
    </li>
  );
});

/** An address can name any form: nobody gets one to change what is somebody else's. */
function allowed(kind: FormKind | null, user: UserView | null, { author }: CommentView): FormKind | null {
  const isOwn = author.id === user?.id;
  const isAllowed = kind === 'reply' || (kind === 'person' ? !isOwn : isOwn);
  return user && isAllowed ? kind : null;
}

function Said({ comment, level, parentName, formKind, outgoing }: CommentItemProps) {
  const t = useTranslations();
  return (
    <>
      <p className="mb-1 flex flex-wrap items-center gap-x-2 text-sm text-quiet">
        <Avatar person={comment.author} />
        <span className="font-semibold text-ink">{comment.author.displayName}</span>
        {parentName && (
          // A line leads up to whom it answers; where a branch stands alone there is none.
          <span className={clsx(level > 0 && 'sr-only')}>
            {t('comments.inReplyTo', { name: parentName })}
          </span>
        )}
        {outgoing ? (
          !outgoing.problem && <span>{t('thread.sending')}</span>
        ) : (
          <RelativeTime at={comment.createdAt} />
        )}
        {comment.editedAt && !comment.deletedAt && <span>{t('comments.edited')}</span>}
      </p>
      {formKind === 'edit' && <EditForm comment={comment} />}
      {formKind !== 'edit' && comment.deletedAt && <p className="text-quiet">{t('comments.deleted')}</p>}
      {formKind !== 'edit' && !comment.deletedAt && <MentionText text={comment.body} />}
      {outgoing?.problem && <OutgoingState outgoing={outgoing} problem={outgoing.problem} />}
    </>
  );
}

function Folded({ commentId }: { commentId: string }) {
  const t = useTranslations('thread');
  const { unfold } = useThreadControls();
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm text-quiet">
      {t('blocked')}
      <button
        type="button"
        className="min-h-6 underline underline-offset-4 hover:text-ink pointer-coarse:min-h-11"
        onClick={() => unfold(commentId)}
      >
        {t('show')}
      </button>
    </p>
  );
}
