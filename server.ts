import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import next from 'next';
import { createApi, isApiPath } from '@/lib/api/app';
import { DEMO_PASSWORD, demoPeople } from '@/lib/auth/demo';
import { identifySocket } from '@/lib/auth/identify';
import { isOwnOrigin } from '@/lib/auth/origin';
import { loadSecret } from '@/lib/auth/secret';
import { connectDatabase, disconnectDatabase } from '@/lib/db/connection';
import { type EmbeddedDatabase, EmbeddedDatabaseError, startEmbeddedDatabase } from '@/lib/db/embedded';
import { seedDemo } from '@/lib/demo/seed';
import { env, originOf, SettingsError } from '@/lib/env';
import { log } from '@/lib/log';
import { inboxState } from '@/lib/notifications/inbox-state';
import { startOutbox } from '@/lib/notifications/outbox';
import { inboxSnapshot } from '@/lib/notifications/store';
import { inboxToWire, notificationToWire } from '@/lib/notifications/wire';
import { postExists } from '@/lib/posts/store';
import { shareRealtimeServer } from '@/lib/realtime/emit';
import { dispatchUpgrade, startRealtime } from '@/lib/realtime/server';

const STOP_WITHIN_MS = 9_000;

/** Composes the parts in order; every part that starts adds how to stop it. */
async function main(): Promise<void> {
  const settings = env();
  settings.authSecret ??= await loadSecret(settings.dataDir);
  process.env.NEXTAUTH_SECRET = settings.authSecret;

  const embedded = settings.mongodbUri
    ? undefined
    : await startEmbeddedDatabase({ dataDir: settings.dataDir, log: (line) => log().info(line) });
  await connectDatabase(settings.mongodbUri ?? embedded?.uri ?? '');
  if (settings.isDemo) await seedDemo();

  const app = next({
    dev: !settings.isProduction,
    hostname: settings.host,
    port: settings.port,
    // Next attaches its upgrade listener to this emitter instead of to the real server.
    httpServer: new EventEmitter() as unknown as HttpServer,
  });
  await app.prepare();
  const handlePage = app.getRequestHandler();
  const api = createApi({ sockets: () => io.engine.clientsCount });
  const handleApi = getRequestListener(api.fetch);
  const server = createServer((request, response) => {
    void (isApiPath(request.url ?? '') ? handleApi(request, response) : handlePage(request, response));
  });

  const io = startRealtime(server, {
    identify: identifySocket,
    isOwnOrigin,
    inboxState: async (userId) => inboxToWire(await inboxState(userId)),
    snapshot: async (userId) => {
      const snapshot = await inboxSnapshot(userId);
      return { ...inboxToWire(snapshot), items: snapshot.items.map(notificationToWire) };
    },
    postExists,
    onError: (error) => log().error({ err: String(error) }, 'socket'),
    socketsPerUser: settings.socketsPerUser,
  });
  const handleUpgrade = app.getUpgradeHandler();
  const hotReload = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    void handleUpgrade(request, socket, head);
  server.on('upgrade', dispatchUpgrade(settings.isProduction ? undefined : hotReload));
  const outbox = startOutbox();

  await listen(server, settings.port, settings.host);
  if (!process.env.PUBLIC_URL) {
    settings.publicUrl = originOf(settings.host, (server.address() as AddressInfo).port);
  }
  process.env.NEXTAUTH_URL = settings.publicUrl;

  onStop(embedded, async () => {
    server.close();
    server.closeIdleConnections();
    // Waits for what `after()` still has to do; the outbox then delivers it, and only then the sockets go.
    await app.close();
    await outbox.drain();
    await io.close();
    shareRealtimeServer(undefined);
    await disconnectDatabase();
    await embedded?.stop();
  });

  console.log(`ready on ${settings.publicUrl}`);
  const people = await demoPeople();
  if (people.length > 0) {
    console.log(`demo logins: ${people.map(({ name }) => name).join(', ')} (password: ${DEMO_PASSWORD})`);
  }
}

function listen(server: HttpServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

/** The first signal stops gracefully, a second one at once; a database that dies stops the server as well. */
function onStop(embedded: EmbeddedDatabase | undefined, stop: () => Promise<void>): void {
  let isStopping = false;
  const begin = (exitCode: number) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        log().error({ err: String(error) }, 'stop');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => begin(0));
  embedded?.onExit((reason) => {
    if (isStopping) return;
    log().fatal({ reason }, 'the embedded database has stopped');
    begin(1);
  });
}

main().catch((error: unknown) => {
  const isExpected = error instanceof SettingsError || error instanceof EmbeddedDatabaseError;
  const isBusy = (error as { code?: string }).code === 'EADDRINUSE';
  if (isExpected) console.error((error as Error).message);
  else if (isBusy) console.error('PORT is in use by another program. Set PORT to a free one, or 0 for any.');
  else console.error(error);
  process.exit(1);
});
