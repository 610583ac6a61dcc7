import type { Problem } from '@/lib/result';
import { answerTo } from '@/preview/stage/board';
import { drawn } from '@/preview/stage/drawn';

/** What becomes of a request: it is answered, refused with a problem, left waiting, or never gets out. */
export interface Network {
  way: 'answers' | 'refuses' | 'waits' | 'offline';
  problem: Problem | null;
}

let now: Network = { way: 'answers', problem: null };
let isPretending = false;
let asking = 0;

export function network(): Network {
  return now;
}

/** Puts a pretended network in place of the browser's; what belongs to the page itself still goes through. */
export function pretend(next: Network): void {
  if (typeof window === 'undefined') return;
  now = next;
  // React lets no later action of a page end before those that began earlier, so this one can show nothing after it.
  if (next.way === 'waits') document.documentElement.dataset.waits = '';
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => now.way !== 'offline' });
  if (isPretending) return;
  isPretending = true;
  const ownFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (!url.pathname.startsWith('/api/v1/')) return ownFetch(input, init);
    await reached();
    if (now.problem) return Response.json({ detail: now.problem.message }, { status: 422 });
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {};
    const answer = answerTo(init?.method ?? 'GET', url, body);
    return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
  };
}

/** @throws TypeError as `fetch` does when the network is away */
export async function reached(): Promise<void> {
  if (now.way === 'waits') await new Promise(() => undefined);
  asking += 1;
  document.documentElement.dataset.asking = '';
  // As on a real network: what shows meanwhile is drawn, and a button that is disabled loses the focus, always.
  await drawn();
  asking -= 1;
  if (asking === 0) delete document.documentElement.dataset.asking;
  if (now.way === 'offline') throw new TypeError('Failed to fetch');
}
