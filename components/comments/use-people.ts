'use client';

import { useEffect, useState } from 'react';
import { fetchPeopleLike } from '@/components/comments/fetch-people';
import { isMeant } from '@/components/comments/mention-query';
import type { UserView } from '@/lib/auth/schema';

const DEBOUNCE_MS = 120;

/** People who may be meant; while an answer is on its way, those of the last one who still fit. */
export function usePeople(query: string): { people: UserView[]; isAnswered: boolean } {
  const [answer, setAnswer] = useState<{ query: string; people: UserView[] }>({ query: '', people: [] });
  useEffect(() => {
    if (query === '') return;
    // Taken back with the next letter: an older answer never replaces a newer one.
    const abort = new AbortController();
    const timer = setTimeout(() => {
      fetchPeopleLike(query, abort.signal).then(
        (people) => {
          if (!abort.signal.aborted) setAnswer({ query, people });
        },
        () => {
          // Taken back, or offline: nobody is offered, and names can be written all the same.
        },
      );
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  const people = query === '' ? [] : answer.people.filter((person) => isMeant(person, query));
  return { people, isAnswered: query !== '' && answer.query === query };
}
