// @ts-check
// Loaded beside the server: its time stands still where it was set last, so that every run shows the same "2 hours
// ago". The conversation is written through the REST API as if on other days, so ids and times fit each other.
import process from 'node:process';

const Real = Date;
let now = Real.parse(process.env.CLOCK_AT ?? '');

Real.now = () => now;
globalThis.Date = new Proxy(Real, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length > 0 ? args : [now], newTarget),
});

process.on('message', (at) => {
  now = Real.parse(String(at));
  process.send?.(at);
});
