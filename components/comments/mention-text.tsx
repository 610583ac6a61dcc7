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
import { fetchNamed } from '@/components/comments/fetch-people';
import { createLookup, type Lookup } from '@/components/lookup';
import { useInbox } from '@/components/notifications/use-inbox';
import { TextBody } from '@/components/ui/text-body';
import { namesIn } from '@/lib/comments/mentions';

const MentionNamesContext = createContext<Lookup<true> | null>(null);

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
  const [known] = useState(() => {
    const isThere = (name: string) => existing.includes(name) || undefined;
    return createLookup(
      asked.map((name) => [name, isThere(name)]),
      fetchExisting,
    );
  });
  return <MentionNamesContext value={known}>{children}</MentionNamesContext>;
}

/** The text of a comment, with those it speaks to in bold. */
export function MentionText({ text }: { text: string }) {
  const known = useContext(MentionNamesContext);
  // Who exists is told to people, not to visitors.
  const mayAsk = useInbox() !== null;
  const names = useMemo(() => namesIn(text), [text]);
  // A string, so that a comment is drawn again only when the answer concerns it.
  const existing = () => names.filter((name) => known?.get(name)).join(' ');
  const shown = useSyncExternalStore(known?.subscribe ?? never, existing, existing);
  useEffect(() => {
    if (mayAsk) known?.need(names);
  }, [known, mayAsk, names]);
  const mentioned = useMemo(() => new Set(shown.split(' ')), [shown]);
  return <TextBody text={text} mentioned={mentioned} />;
}

const never = () => () => undefined;

async function fetchExisting(names: string[]): Promise<ReadonlyMap<string, true>> {
  return new Map((await fetchNamed(names)).map(({ name }) => [name, true]));
}
