'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { createOutgoing } from '@/components/comments/outgoing';
import { browserStorage, type OutgoingComment } from '@/components/comments/outgoing-storage';
import { requestComment } from '@/components/comments/request-comment';
import type { UserView } from '@/lib/auth/schema';
import type { CommentView } from '@/lib/comments/schema';

const NONE: readonly OutgoingComment[] = [];

/** This person's comments on a post that have not arrived yet, those of other tabs and earlier visits included. */
export function useOutgoing(
  userId: string,
  postId: string,
  on: {
    arrived(comment: CommentView, outgoing: OutgoingComment): void;
    refused(outgoing: OutgoingComment): boolean;
    failed(outgoing: OutgoingComment): void;
  },
) {
  const [outgoing] = useState(() =>
    createOutgoing({
      storage: browserStorage(`${userId}.${postId}`),
      request: (comment) => requestComment(postId, comment),
      onArrived: on.arrived,
      onRefused: on.refused,
      onFailed: on.failed,
    }),
  );
  useEffect(() => outgoing.start(), [outgoing]);
  const waiting = useSyncExternalStore(outgoing.subscribe, outgoing.all, () => NONE);
  return { outgoing, waiting };
}

/** A comment on its way as the thread shows it: below everything that has arrived. */
export function outgoingView(outgoing: OutgoingComment, postId: string, author: UserView): CommentView {
  const { parentId, body, sentAt } = outgoing;
  const id = outgoingId(outgoing);
  return { id, postId, parentId, author, body, createdAt: sentAt, editedAt: null, deletedAt: null };
}

export function outgoingId({ sentAt, key }: OutgoingComment): string {
  return `outgoing-${sentAt}-${key}`;
}
