import type { LoggerInstance } from 'next-auth';
import { log } from '@/lib/log';

/** next-auth's words in our log: codes and messages, no stack traces. */
export const nextAuthLog: Partial<LoggerInstance> = {
  error(code, metadata) {
    const error = metadata instanceof Error ? metadata : metadata.error;
    if (isOfSender(code, error)) return;
    log().error({ code, err: `${error.name}: ${error.message}` }, 'next-auth');
  },
  warn(code) {
    log().warn({ code }, 'next-auth');
  },
  debug() {},
};

/**
 * Whether an error says something of its sender only: a cookie that is forged, damaged or over (the codes of jose, which
 * next-auth reads tokens with), or an address to go on to that is none. Anybody can send those, as many as they like.
 */
function isOfSender(code: string, error: Error): boolean {
  return code === 'INVALID_CALLBACK_URL_ERROR' || /^ERR_JW/.test((error as { code?: string }).code ?? '');
}
