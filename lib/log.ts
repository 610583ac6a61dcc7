import pino, { type Logger } from 'pino';
import { env } from '@/lib/env';
import { requestId } from '@/lib/request-id';
import { singleton } from '@/lib/singleton';

const shared = singleton<Logger>('log');

/** The process's logger: JSON lines on stdout. Log ids and counts, never bodies, names, passwords or tokens. */
export function log(): Logger {
  const current =
    shared.get() ??
    pino({
      level: env().logLevel,
      base: null,
      // Whatever is logged while a request is answered can be found by its id.
      mixin: () => {
        const request = requestId();
        return request === undefined ? {} : { request };
      },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: ['*.password', '*.passwordHash', '*.token', '*.body', '*.preview', 'req.headers'],
    });
  shared.set(current);
  return current;
}
