'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { CommentView } from '@/lib/comments/schema';
import { commentFromWire } from '@/lib/comments/wire';
import type { WireComment } from '@/lib/realtime/events';

export function MoreComments(props: {
  postId: string;
  cursor: string | null;
  onLoaded: (...comments: CommentView[]) => void;
}) {
  const t = useTranslations();
  const [cursor, setCursor] = useState(props.cursor);
  const [hasFailed, setHasFailed] = useState(false);
  if (!cursor) return null;

  const load = async () => {
    try {
      const answer = await fetch(`/api/v1/posts/${props.postId}/comments?limit=100&cursor=${cursor}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const page = (await answer.json()) as { items: WireComment[]; next_cursor: string | null };
      props.onLoaded(...page.items.map(commentFromWire));
      setCursor(page.next_cursor);
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
