'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Question } from '@/components/ui/question';
import { removePost } from '@/lib/comments/actions';

/**
 * Lets the author delete a post; asks once, in place.
 * @param isAsking the question is open from the start: how this works without a script
 */
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
    <form action={`/posts/${postId}#delete`} className="mt-3 -ml-2">
      <Button
        look="quiet"
        name="delete"
        value={postId}
        onClick={(event) => {
          event.preventDefault();
          setIsOpen(true);
        }}
      >
        <Trash2 aria-hidden className="size-4" />
        {t('delete')}
      </Button>
    </form>
  );
}
