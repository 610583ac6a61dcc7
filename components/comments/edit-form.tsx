'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId } from 'react';
import { CommentField } from '@/components/comments/comment-field';
import { LengthLeft } from '@/components/comments/length-left';
import { draftSlot } from '@/components/comments/draft-store';
import { useThreadControls } from '@/components/comments/thread-controls';
import { useDraft } from '@/components/comments/use-draft';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useFormAction } from '@/components/ui/use-form-action';
import { changeComment } from '@/lib/comments/actions';
import type { CommentView } from '@/lib/comments/schema';
import { LIMITS } from '@/lib/limits';

/** One's own comment as a text to change, in its place. */
export function EditForm({ comment }: { comment: CommentView }) {
  const t = useTranslations();
  const { user, postId, isGone, closeForm, onChanged } = useThreadControls();
  const id = useId();
  const slot = draftSlot(user?.id ?? '', postId, `edit.${comment.id}`);
  const { field, save } = useDraft(slot, '', comment.body);
  useEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.setSelectionRange(end, end);
  }, [field]);
  const close = () => {
    save('');
    closeForm(comment.id);
  };
  const { problem, isPending, form } = useFormAction(changeComment, (edited: CommentView) => {
    onChanged(edited);
    close();
  });
  return (
    <form {...form} id="edit" className="mt-2">
      <FormError problem={problem} shown={['body']} />
      <input type="hidden" name="id" value={comment.id} />
      <CommentField
        id={id}
        label={t('thread.editLabel')}
        autoFocus
        defaultValue={problem?.values?.body ?? comment.body}
        error={problem?.fields?.body}
        ref={field}
        onSave={save}
      />
      <div className="flex items-center gap-2">
        <Button disabled={isPending || isGone}>{t('thread.save')}</Button>
        <Button type="button" look="quiet" onClick={close}>
          {t('comments.cancel')}
        </Button>
        <LengthLeft field={field} max={LIMITS.commentMax} />
      </div>
    </form>
  );
}
