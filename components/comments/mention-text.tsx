'use client';

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { fetchExisting } from '@/components/comments/fetch-people';
import { createMentionNames, type MentionNames, namesIn } from '@/components/comments/mention-names';
import { useInbox } from '@/components/notifications/use-inbox';
import { TextBody } from '@/components/ui/text-body';

const MentionNamesContext = createContext<MentionNames | null>(null);

/**
 * Lets the comments below show whom they speak to.
 * @param asked names in what the server has sent
 * @param existing those of them that somebody has
 */
export function KnownMentions({
  asked,
  existing,
  children,
}: {
  asked: string[];
  existing: string[];
  children: ReactNode;
}) {
  const [known] = useState(() => createMentionNames({ asked, existing }, fetchExisting));
  return <MentionNamesContext value={known}>{children}</MentionNamesContext>;
}

/** The text of a comment, with those it speaks to in bold. */
export function MentionText({ text }: { text: string }) {
  const known = useContext(MentionNamesContext);
  // Who exists is told to people, not to visitors.
  const mayAsk = useInbox() !== null;
  const names = useMemo(() => namesIn(text), [text]);
  // A string, so that a comment is drawn again only when the answer concerns it.
  const existing = () => names.filter((name) => known?.exists(name)).join(' ');
  const shown = useSyncExternalStore(known?.subscribe ?? never, existing, existing);
  useEffect(() => {
    if (mayAsk) known?.need(names);
  }, [known, mayAsk, names]);
  const mentioned = useMemo(() => new Set(shown.split(' ')), [shown]);
  return <TextBody text={text} mentioned={mentioned} />;
}

const never = () => () => undefined;
