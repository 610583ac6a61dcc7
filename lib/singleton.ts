/**
 * Keeps one value per process under a global symbol. `server.ts` and the Next bundle hold different copies
 * of every module, so what both need to share (the Socket.IO server, the outbox, settings) lives here.
 * Nothing else touches `globalThis`.
 */
export function singleton<T>(name: string): { get(): T | undefined; set(value: T | undefined): void } {
  const key = Symbol.for(`tingting.${name}`);
  const store = globalThis as unknown as Record<symbol, T | undefined>;
  return {
    get: () => store[key],
    set: (value) => {
      store[key] = value;
    },
  };
}
