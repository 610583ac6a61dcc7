'use client';

import { useEffect } from 'react';
import toast from 'react-hot-toast/headless';
import { useTranslations } from 'next-intl';
import { showNotification } from '@/components/notifications/sender-toast';
import { showSummary } from '@/components/notifications/summary-toast';
import { Toasts } from '@/components/notifications/toasts';
import { showUndo } from '@/components/notifications/undo-toast';
import { useInbox } from '@/components/notifications/use-inbox';
import { Button } from '@/components/ui/button';
import { notification, NOTIFICATIONS } from '@/preview/data/notifications';
import { Done } from '@/preview/stage/done';
import { SignedIn } from '@/preview/stage/signed-in';

type Kind = 'reply' | 'comment' | 'mention' | 'longest' | 'summary' | 'undo' | 'failed';

const KINDS: Kind[] = ['reply', 'comment', 'mention', 'longest', 'summary', 'undo', 'failed'];

/** A button for each toast. @param press those that have been pressed */
export function ToastButtons({ press = [] }: { press?: Kind[] }) {
  // They are kept beside React: the next state in this page would begin with them.
  useEffect(() => () => toast.remove(), []);
  return (
    <SignedIn items={Object.values(NOTIFICATIONS)}>
      <Done press={press.map((kind) => `[data-fires=${kind}]`)}>
        <Buttons />
      </Done>
      <Toasts />
    </SignedIn>
  );
}

function Buttons() {
  const t = useTranslations();
  const inbox = useInbox();
  /** Something new each time, so that toasts stack. */
  const news = (kind: 'reply' | 'comment' | 'mention' | 'longest') => {
    const { id } = notification();
    const item = { ...NOTIFICATIONS[kind], id };
    const { revision = 0, unreadCount = 0 } = inbox?.store.view() ?? {};
    inbox?.store.apply({
      kind: 'notification',
      item,
      inbox: { revision: revision + 1, unreadCount: unreadCount + 1 },
    });
    showNotification({ item, wasMuted: false }, inbox?.markRead ?? (async () => undefined));
  };
  const fire: Record<Kind, () => void> = {
    reply: () => news('reply'),
    comment: () => news('comment'),
    mention: () => news('mention'),
    longest: () => news('longest'),
    summary: () => showSummary({ reason: 'away', ids: [NOTIFICATIONS.reply.id], isMore: true }),
    undo: () => showUndo({ id: 'read', text: t('inbox.markedAll', { count: 3 }), undo: () => undefined }),
    failed: () => void toast.error(t('notifications.failed')),
  };
  return (
    <div className="flex flex-wrap gap-2" lang="en">
      {KINDS.map((kind) => (
        <Button key={kind} type="button" look="plain" data-fires={kind} onClick={fire[kind]}>
          {kind}
        </Button>
      ))}
    </div>
  );
}
