'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { showUndo } from '@/components/notifications/undo-toast';
import type { InboxContextValue } from '@/components/notifications/use-inbox';
import { Button } from '@/components/ui/button';
import type { ListFilter } from '@/lib/notifications/filtered';
import type { NotificationView } from '@/lib/notifications/schema';

/**
 * Marks what a person sees as read, with five seconds to take it back: everything up to the newest row, or of one kind
 * the rows that are shown.
 */
export function MarkAllButton({
  inbox,
  items,
  wanted,
  onDone,
}: {
  inbox: InboxContextValue;
  items: NotificationView[];
  wanted: ListFilter;
  /** Takes the focus when it has been undone, or when the time for that is over. */
  onDone: () => void;
}) {
  const t = useTranslations('inbox');
  const button = useRef<HTMLButtonElement>(null);
  const isOfKind = wanted.type !== null;
  const unread = items.filter(({ readAt }) => readAt === null).map(({ id }) => id);
  if (isOfKind ? unread.length === 0 : inbox.unreadCount === 0) return null;

  const markAll = async () => {
    const takesFocus = document.activeElement === button.current;
    const takeBack = await (isOfKind ? markShown() : markUpTo());
    if (!takeBack) return;
    showUndo({
      id: 'read',
      text: t(isOfKind ? 'markedRead' : 'markedAll', { count: unread.length }),
      undo() {
        // This button is there again, once it is.
        void takeBack().then(() => takesFocus && setTimeout(onDone));
      },
      takesFocus,
      giveFocus: onDone,
    });
  };
  const markShown = async () =>
    (await inbox.actions.markRead(unread)) ? () => inbox.actions.markUnread(unread) : null;
  // What arrives while this is on its way was not seen, and stays unread.
  const markUpTo = async () => {
    const newest = items[0] ?? inbox.items[0];
    return newest ? inbox.actions.markReadUpTo(newest.id) : null;
  };
  return (
    <Button
      ref={button}
      data-mark-all
      type="button"
      look="quiet"
      className="-mr-2 text-sm"
      onClick={() => void markAll()}
    >
      {t(isOfKind ? 'markShown' : 'markAll')}
    </Button>
  );
}
