'use client';

import { type ReactNode, useMemo } from 'react';
import { KnownMentions } from '@/components/comments/mention-text';
import { type ThreadControls, ThreadControlsContext } from '@/components/comments/thread-controls';
import type { UserView } from '@/lib/auth/schema';
import { LAN } from '@/preview/data/people';
import { POSTS } from '@/preview/data/posts';
import { SignedIn } from '@/preview/stage/signed-in';

const nothing = () => undefined;

/** What a part of a thread stands in. */
export function InThread({
  user = LAN,
  isGone = false,
  children,
}: {
  /** Null for a visitor. */
  user?: UserView | null;
  isGone?: boolean;
  children: ReactNode;
}) {
  const controls = useMemo(
    (): ThreadControls => ({
      postId: POSTS.usual.id,
      user,
      isGone,
      formsId: 'forms',
      openForm: nothing,
      closeForm: nothing,
      toggle: nothing,
      collapseAbove: nothing,
      unfold: nothing,
      send: nothing,
      retry: nothing,
      editAgain: nothing,
      onChanged: nothing,
    }),
    [user, isGone],
  );
  const thread = (
    <KnownMentions asked={['minh', 'nobody_at_all']} existing={['minh']}>
      <ThreadControlsContext value={controls}>{children}</ThreadControlsContext>
    </KnownMentions>
  );
  return user ? <SignedIn>{thread}</SignedIn> : thread;
}
