'use client';

import { useTranslations } from 'next-intl';
import { useThreadControls } from '@/components/comments/thread-controls';
import { Question } from '@/components/ui/question';
import { removeComment } from '@/lib/comments/actions';
import type { CommentView } from '@/lib/comments/schema';

/** Asks once, in place, before a comment is deleted. */
export function DeletionQuestion({ comment }: { comment: CommentView }) {
  const t = useTranslations('thread');
  const { closeForm, onChanged } = useThreadControls();
  return (
    <Question
      id="delete"
      subject={comment.id}
      action={removeComment}
      question={t('deleteAsk')}
      yes={t('delete')}
      no={t('keep')}
      onDone={onChanged}
      onCancel={() => closeForm(comment.id)}
    />
  );
}
