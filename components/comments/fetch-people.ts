import { callApi } from '@/components/call-api';
import type { UserView } from '@/lib/auth/schema';
import { userFromWire } from '@/lib/auth/wire';
import type { WireUser } from '@/lib/realtime/events';

const SHOWN = 8;

/**
 * People whose name, or a word of what they are called, begins like this.
 * @throws as `callApi`
 */
export function fetchPeopleLike(prefix: string, signal: AbortSignal): Promise<UserView[]> {
  return fetchPeople({ prefix, limit: String(SHOWN) }, signal);
}

/** Those who have one of these names; at most 100 of them. @throws as `fetchPeopleLike` */
export function fetchNamed(names: string[]): Promise<UserView[]> {
  return fetchPeople({ names: names.join(',') });
}

async function fetchPeople(query: Record<string, string>, signal?: AbortSignal): Promise<UserView[]> {
  const path = `/users?${new URLSearchParams(query)}`;
  const { items } = await callApi<{ items: WireUser[] }>('GET', path, undefined, signal);
  return items.map(userFromWire);
}
