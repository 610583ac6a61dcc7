'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { fetchComments } from '@/components/comments/fetch-comments';
import { Button } from '@/components/ui/button';
import type { CommentView } from '@/lib/comments/schema';

/** Loads the next comments of a thread that is not here to its end. */
export function MoreComments(props: {
  postId: string;
  cursor: string;
  onLoaded: (comments: CommentView[], cursor: string | null) => void;
}) {
  const t = useTranslations();
  const [isLoading, setIsLoading] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);

  const load = async () => {
    setIsLoading(true);
    try {
      const { items, nextCursor } = await fetchComments(props.postId, props.cursor);
      props.onLoaded(items, nextCursor);
      setHasFailed(false);
    } catch {
      // Offline or an overloaded server: the button stays, and says so.
      setHasFailed(true);
    } finally {
      setIsLoading(false);
    }
  };
  return (
    <>
      {hasFailed && <p role="alert">{t('notifications.failed')}</p>}
      <Button type="button" look="plain" disabled={isLoading} onClick={() => void load()}>
        {t('comments.more')}
      </Button>
    </>
  );
}
