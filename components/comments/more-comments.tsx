'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { fetchComments } from '@/components/comments/fetch-comments';
import { Button } from '@/components/ui/button';
import type { CommentView } from '@/lib/comments/schema';

export function MoreComments(props: {
  postId: string;
  cursor: string | null;
  onLoaded: (comments: CommentView[], isWhole: boolean) => void;
}) {
  const t = useTranslations();
  const [cursor, setCursor] = useState(props.cursor);
  const [hasFailed, setHasFailed] = useState(false);
  if (!cursor) return null;

  const load = async () => {
    try {
      const { items, nextCursor } = await fetchComments(props.postId, cursor);
      props.onLoaded(items, nextCursor === null);
      setCursor(nextCursor);
      setHasFailed(false);
    } catch {
      // Offline or an overloaded server: the button stays, and says so.
      setHasFailed(true);
    }
  };
  return (
    <>
      {hasFailed && <p role="alert">{t('notifications.failed')}</p>}
      <Button type="button" look="plain" onClick={() => void load()}>
        {t('comments.more')}
      </Button>
    </>
  );
}
