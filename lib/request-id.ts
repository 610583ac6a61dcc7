import { AsyncLocalStorage } from 'node:async_hooks';
import { singleton } from '@/lib/singleton';

const shared = singleton<AsyncLocalStorage<string>>('request-id');

/** Runs what answers a request; whatever it calls, in either copy of a module, knows the id. */
export function withRequestId<T>(id: string, answer: () => T): T {
  return storage().run(id, answer);
}

/** The id of the request that is being answered; undefined in the background and in scripts. */
export function requestId(): string | undefined {
  return storage().getStore();
}

/** Does what no single request asked for, though one may have been its cause. */
export function inBackground<T>(work: () => T): T {
  return storage().exit(work);
}

function storage(): AsyncLocalStorage<string> {
  const current = shared.get() ?? new AsyncLocalStorage<string>();
  shared.set(current);
  return current;
}
