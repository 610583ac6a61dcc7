import type { UserView } from '@/lib/auth/schema';
import { userFromWire } from '@/lib/auth/wire';
import type { WireUser } from '@/lib/realtime/events';

const SHOWN = 8;

/**
 * People whose name, or a word of what they are called, begins like this.
 * @throws Error when the server cannot be reached or refuses
 */
export function fetchPeopleLike(prefix: string, signal: AbortSignal): Promise<UserView[]> {
  return fetchPeople({ prefix, limit: String(SHOWN) }, signal);
}

/** Those who have one of these names; at most 100 of them. @throws as `fetchPeopleLike` */
export function fetchNamed(names: string[]): Promise<UserView[]> {
  return fetchPeople({ names: names.join(',') });
}

async function fetchPeople(query: Record<string, string>, signal?: AbortSignal): Promise<UserView[]> {
  const answer = await fetch(`/api/v1/users?${new URLSearchParams(query)}`, { signal });
  if (!answer.ok) throw new Error(`people: ${answer.status}`);
  return ((await answer.json()) as { items: WireUser[] }).items.map(userFromWire);
}
