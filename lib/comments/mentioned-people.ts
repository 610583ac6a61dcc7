import { findUsersByNames } from '@/lib/auth/store';
import type { UserView } from '@/lib/auth/schema';
import { namesIn } from '@/lib/comments/mentions';

/** Names that one page of text may ask for; the rest stays plain. */
const NAMES = 500;

/** The people whom these texts mention, each once. Unknown names are left out. */
export async function mentionedPeople(texts: string[]): Promise<UserView[]> {
  const names = new Set(texts.flatMap(namesIn));
  return findUsersByNames([...names].slice(0, NAMES));
}

/** The names in these texts that somebody has. */
export async function mentionedNames(texts: string[]): Promise<string[]> {
  return (await mentionedPeople(texts)).map(({ name }) => name);
}
