'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Question } from '@/components/ui/question';
import { removePost } from '@/lib/comments/actions';

/** Lets the author delete a post; asks once, in place. */
export function PostDeletion({ postId, isAsking }: { postId: string; isAsking: boolean }) {
  const t = useTranslations('post');
  const [isOpen, setIsOpen] = useState(isAsking);
  if (isOpen) {
    return (
      <Question
        id="delete"
        subject={postId}
        action={removePost}
        question={t('deleteAsk')}
        yes={t('delete')}
        no={t('keep')}
        onCancel={() => setIsOpen(false)}
      />
    );
  }
  return (
    <form action={`/posts/${postId}#delete`} className="mt-2">
      <button
        name="delete"
        value={postId}
        className="inline-flex min-h-6 items-center text-sm text-quiet hover:text-ink pointer-coarse:min-h-11"
        onClick={(event) => {
          event.preventDefault();
          setIsOpen(true);
        }}
      >
        {t('delete')}
      </button>
    </form>
  );
}
