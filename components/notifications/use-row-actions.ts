'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { InboxActions } from '@/components/notifications/inbox-actions';
import { showUndo } from '@/components/notifications/undo-toast';
import type { RowFocus } from '@/components/notifications/row-focus';
import type { NotificationView } from '@/lib/notifications/schema';

/** What can be done from a row; afterwards the focus is in the next one. The same as long as the list is. */
export interface RowActions {
  open(item: NotificationView): void;
  toggle(groupKey: string): void;
  markRead(key: string, ids: string[]): Promise<boolean>;
  markGroup(key: string, ids: string[]): Promise<boolean>;
  markUnread(id: string): Promise<boolean>;
  remove(id: string): Promise<boolean>;
}

export function useRowActions({
  inbox,
  focus,
  onToggle,
  onOpen,
}: {
  inbox: InboxActions;
  focus: RowFocus;
  onToggle: (groupKey: string) => void;
  onOpen: () => void;
}): RowActions {
  const t = useTranslations('inbox');
  return useMemo(() => {
    const andGoOn = async (key: string, work: () => Promise<boolean>) => {
      const goOn = focus.leave(key);
      const isDone = await work();
      if (isDone) goOn();
      return isDone;
    };
    return {
      open(item) {
        onOpen();
        if (item.readAt === null) void inbox.markRead([item.id]);
      },
      toggle: onToggle,
      markRead: (key, ids) => andGoOn(key, () => inbox.markRead(ids)),
      markGroup: (key, ids) =>
        andGoOn(key, async () => {
          const isDone = await inbox.markRead(ids);
          const undo = () => void inbox.markUnread(ids);
          if (isDone) showUndo({ id: `read.${key}`, text: t('markedRead', { count: ids.length }), undo });
          return isDone;
        }),
      markUnread: (id) => andGoOn(id, () => inbox.markUnread([id])),
      remove: (id) => andGoOn(id, () => inbox.remove(id)),
    };
  }, [inbox, focus, onToggle, onOpen, t]);
}
