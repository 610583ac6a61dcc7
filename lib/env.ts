import { z } from 'zod';
import { singleton } from '@/lib/singleton';

const onOff = (fallback: boolean) =>
  z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .optional()
    .transform((value) => (value === undefined ? fallback : value === 'on'));

const whole = (least: number, most: number, fallback: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${least} to ${most}` })
    .int(`must be a whole number from ${least} to ${most}`)
    .min(least, `must be a whole number from ${least} to ${most}`)
    .max(most, `must be a whole number from ${least} to ${most}`)
    .default(fallback);

const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

/** Origins separated by commas, each as a browser writes it: scheme, host and port. */
const origins = z
  .string()
  .default('')
  .transform((list) => list.split(',').flatMap((each) => each.trim() || []))
  .refine((list) => list.every((each) => URL.canParse(each) && new URL(each).origin === each), {
    error: 'must be origins such as https://app.example, separated by commas',
  });

const settings = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: whole(0, 65_535, 3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must be a URL that starts with mongodb:// or mongodb+srv://')
    .optional(),
  REDIS_URL: url(['redis:', 'rediss:']).optional(),
  DATA_DIR: z.string().default('.data'),
  DEMO: z.enum(['on', 'off'], { error: 'must be on or off' }).optional(),
  RATE_LIMITS: onOff(true),
  TRUST_PROXY: onOff(false),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  CORS_ORIGINS: origins,
  SOCKETS_PER_USER: whole(1, 10_000, 20),
  SOCKETS_TOTAL: whole(1, 1_000_000, 20_000),
  NOTIFICATION_DAYS: whole(1, 3650, 180),
  DRAIN_MS: whole(0, 600_000, 0),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
});

export interface Env {
  isProduction: boolean;
  port: number;
  host: string;
  /** Origin people use, without a trailing slash. Follows the real port once the server listens. */
  publicUrl: string;
  authSecret: string | undefined;
  mongodbUri: string | undefined;
  redisUrl: string | undefined;
  dataDir: string;
  isDemo: boolean;
  hasRateLimits: boolean;
  trustsProxy: boolean;
  logLevel: string;
  /** Origins whose pages may use the API with a token of their own; never with a cookie. */
  corsOrigins: string[];
  socketsPerUser: number;
  /** Of all people together, in this process. */
  socketsTotal: number;
  notificationDays: number;
  /** How long a server that was told to stop still serves, in milliseconds, so that a proxy notices. */
  drainMs: number;
  /** Opens `/metrics` to whoever does not ask from this machine. */
  metricsToken: string | undefined;
}

/** A setting that cannot be used. The message names it and says what is allowed; it never repeats the value. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/**
 * Parses settings. An empty string counts as not set, as in a copied `.env.example`.
 * @throws SettingsError naming every wrong setting and what is allowed
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    throw new SettingsError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'),
    );
  }
  const value = parsed.data;
  if (value.MONGODB_URI && !value.AUTH_SECRET) {
    throw new SettingsError('AUTH_SECRET must be set when MONGODB_URI is: every node has to sign alike.');
  }
  return {
    isProduction: value.NODE_ENV === 'production',
    port: value.PORT,
    host: value.HOST,
    publicUrl: value.PUBLIC_URL ? new URL(value.PUBLIC_URL).origin : originOf(value.HOST, value.PORT),
    authSecret: value.AUTH_SECRET,
    mongodbUri: value.MONGODB_URI,
    redisUrl: value.REDIS_URL,
    dataDir: value.DATA_DIR,
    isDemo: value.DEMO ? value.DEMO === 'on' : !value.MONGODB_URI,
    hasRateLimits: value.RATE_LIMITS,
    trustsProxy: value.TRUST_PROXY,
    logLevel: value.LOG_LEVEL,
    corsOrigins: value.CORS_ORIGINS,
    socketsPerUser: value.SOCKETS_PER_USER,
    socketsTotal: value.SOCKETS_TOTAL,
    notificationDays: value.NOTIFICATION_DAYS,
    drainMs: value.DRAIN_MS,
    metricsToken: value.METRICS_TOKEN,
  };
}

/** `http://host:port` as a browser would write it; a wildcard address is reached through loopback. */
export function originOf(host: string, port: number): string {
  const wildcard = host === '0.0.0.0' || host === '::';
  const name = wildcard ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return new URL(`http://${name}:${port}`).origin;
}

const shared = singleton<Env>('env');

/** The settings of this process, parsed at first use and shared by every module copy. */
export function env(): Env {
  const current = shared.get() ?? parseEnv(process.env);
  shared.set(current);
  return current;
}
