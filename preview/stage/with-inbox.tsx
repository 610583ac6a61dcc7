'use client';

import type { ReactNode } from 'react';
import { type InboxContextValue, useInbox } from '@/components/notifications/use-inbox';

/** Hands over the inbox to what takes it as a property. Stands inside `SignedIn`. */
export function WithInbox({ children }: { children: (inbox: InboxContextValue) => ReactNode }) {
  const inbox = useInbox();
  return inbox && children(inbox);
}
