'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId } from 'react';
import { MentionList } from '@/components/comments/mention-list';
import { useDraft } from '@/components/comments/use-draft';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { useFormAction } from '@/components/ui/use-form-action';
import { postComment } from '@/lib/comments/actions';
import type { CommentView } from '@/lib/comments/schema';

interface CommentFormProps {
  userId: string;
  postId: string;
  /** The comment that is replied to, or null for the post itself. */
  parent: CommentView | null;
  /** Idempotency key of a form that is sent before any script runs. */
  clientKey: string;
  onPosted: (comment: CommentView) => void;
  onCancel?: () => void;
}

export function CommentForm({ userId, postId, parent, clientKey, onPosted, onCancel }: CommentFormProps) {
  const t = useTranslations('comments');
  const id = useId();
  const { key, field, save, settle } = useDraft(`${userId}.${postId}.${parent?.id ?? ''}`, clientKey);
  const { problem, isPending, form } = useFormAction(postComment, (comment: CommentView, _, sent) => {
    settle(sent.get('body'));
    onPosted(comment);
  });
  const sendOnCtrlEnter = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
  };
  return (
    <form {...form} id={parent ? 'reply' : 'comment'} className="my-4">
      <FormError problem={problem} shown={['body']} />
      <input type="hidden" name="postId" value={postId} />
      <input type="hidden" name="parentId" value={parent?.id ?? ''} />
      <input type="hidden" name="clientKey" value={key} />
      <Field
        multiline
        id={id}
        name="body"
        label={parent ? t('replyLabel') : t('label')}
        hideLabel
        placeholder={parent ? t('replyTo', { name: parent.author.displayName }) : t('placeholder')}
        required
        autoFocus={parent !== null}
        defaultValue={problem?.values?.body}
        error={problem?.fields?.body}
        ref={field}
        onInput={(event) => save(event.currentTarget.value)}
        onKeyDown={sendOnCtrlEnter}
      />
      <MentionList field={field} />
      <div className="flex items-center gap-2">
        <Button disabled={isPending}>{parent ? t('reply') : t('submit')}</Button>
        {onCancel && (
          <Button type="button" look="quiet" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
        <span className="text-sm text-quiet pointer-coarse:hidden">{t('hint')}</span>
      </div>
    </form>
  );
}
