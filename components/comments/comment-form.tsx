'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type MouseEvent, useEffect, useId, useState } from 'react';
import { CommentField } from '@/components/comments/comment-field';
import { LengthLeft } from '@/components/comments/length-left';
import { draftSlot } from '@/components/comments/draft-store';
import { useThreadControls } from '@/components/comments/thread-controls';
import { useDraft } from '@/components/comments/use-draft';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useFormAction } from '@/components/ui/use-form-action';
import { postComment } from '@/lib/comments/actions';
import type { CommentView } from '@/lib/comments/schema';
import { LIMITS } from '@/lib/limits';
import type { Problem } from '@/lib/result';

interface CommentFormProps {
  /** The comment that is replied to, or null for the post itself. */
  parent: CommentView | null;
  /** Idempotency key of a form that is sent before any script runs. */
  clientKey: string;
  /** Why the text came back from the server. */
  refusal: Problem | null;
  onCancel?: () => void;
}

export function CommentForm({ parent, clientKey, refusal, onCancel }: CommentFormProps) {
  const t = useTranslations('comments');
  const { user, postId, isGone, send } = useThreadControls();
  const id = useId();
  const { field, save, take } = useDraft(draftSlot(user?.id ?? '', postId, parent?.id ?? null), clientKey);
  const { problem, isPending, form } = useFormAction(postComment);
  const [settled, setSettled] = useState<Problem | null>(null);
  const shown = [refusal, problem].find((each) => each !== null && each !== settled) ?? null;

  useEffect(() => {
    if (refusal) field.current?.focus();
  }, [refusal, field]);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    // What cannot be right is not shown as if it were: the server says why, and nothing moves.
    if (!mayBeTaken(field.current?.value ?? '')) return form.onSubmit(event);
    event.preventDefault();
    setSettled(shown);
    send(take(), parent?.id ?? null);
  };
  return (
    <form
      {...form}
      onSubmit={onSubmit}
      id={parent ? 'reply' : 'comment'}
      className={parent ? 'my-4' : 'docks-on-phones sm:my-4'}
    >
      <FormError problem={shown} shown={['body']} />
      <input type="hidden" name="postId" value={postId} />
      <input type="hidden" name="parentId" value={parent?.id ?? ''} />
      <input type="hidden" name="clientKey" value={clientKey} />
      <CommentField
        id={id}
        label={parent ? t('replyLabel') : t('label')}
        placeholder={parent ? t('replyTo', { name: parent.author.displayName }) : t('placeholder')}
        autoFocus={parent !== null}
        defaultValue={problem?.values?.body}
        error={shown?.fields?.body}
        ref={field}
        onSave={save}
      />
      <div className="flex items-center gap-2">
        <Button disabled={isPending || isGone} onClick={once}>
          {parent ? t('reply') : t('submit')}
        </Button>
        {onCancel && (
          <Button type="button" look="quiet" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
        <span className="text-sm text-quiet pointer-coarse:hidden">{t('hint')}</span>
        <LengthLeft field={field} max={LIMITS.commentMax} />
      </div>
    </form>
  );
}

function mayBeTaken(text: string): boolean {
  const { length } = text.trim();
  return length > 0 && length <= LIMITS.commentMax;
}

/** The second click of a double click finds an empty field: it meant the first one again. */
function once(event: MouseEvent<HTMLButtonElement>): void {
  if (event.detail > 1) event.preventDefault();
}
