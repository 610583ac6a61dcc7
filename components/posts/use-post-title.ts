'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { callApi } from '@/components/call-api';
import { createLookup } from '@/components/lookup';

const titles = createLookup<string>([], fetchTitles);

/** @returns the title of a post, or undefined until it is known and for a post that is gone */
export function usePostTitle(postId: string): string | undefined {
  useEffect(() => titles.need([postId]), [postId]);
  return useSyncExternalStore(
    titles.subscribe,
    () => titles.get(postId),
    () => undefined,
  );
}

async function fetchTitles(ids: string[]): Promise<ReadonlyMap<string, string>> {
  const { items } = await callApi<{ items: { id: string; title: string }[] }>(
    'GET',
    `/posts/titles?ids=${ids.join()}`,
  );
  return new Map(items.map(({ id, title }) => [id, title]));
}
