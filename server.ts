import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import next from 'next';
import { createApi, isApiPath } from '@/lib/api/app';
import { DEMO_PASSWORD, demoPeople } from '@/lib/auth/demo';
import { loadSecret } from '@/lib/auth/secret';
import { ownDataDir } from '@/lib/data-dir';
import { connectDatabase, connectOwnDatabase, disconnectDatabase } from '@/lib/db/connection';
import { startEmbeddedDatabase } from '@/lib/db/embedded';
import { watchDatabase } from '@/lib/db/health';
import { EmbeddedDatabaseError } from '@/lib/db/sidecar';
import { seedDemo } from '@/lib/demo/seed';
import { env, originOf, SettingsError } from '@/lib/env';
import { stopGracefully } from '@/lib/graceful-stop';
import { CLIENT_LIMITS, limitClients, SILENT_MS } from '@/lib/http/client-limits';
import { frontDoor } from '@/lib/http/front-door';
import { warningsOf } from '@/lib/in-the-open';
import { trackInFlight } from '@/lib/in-flight';
import { log } from '@/lib/log';
import { startOutbox } from '@/lib/notifications/outbox';
import { dispatchUpgrade, startRealtime } from '@/lib/realtime/server';
import { connectRedis, disconnectRedis, redis } from '@/lib/redis';
import { socketHooks } from '@/lib/socket-hooks';

/** A page or an action that hangs this long is hung up: the browser then knows, and can ask again. */
const ANSWER_MS = 12_000;

/** Of a stop: enough for what polls to be told that it is over. */
const FAREWELL_MS = 200;

/** Composes the parts in order. */
async function main(): Promise<void> {
  const settings = env();
  if (!settings.mongodbUri) await ownDataDir(settings.dataDir);
  settings.authSecret ??= await loadSecret(settings.dataDir);
  process.env.NEXTAUTH_SECRET = settings.authSecret;

  if (settings.redisUrl) await connectRedis(settings.redisUrl);
  const embedded = settings.mongodbUri
    ? undefined
    : await startEmbeddedDatabase({ dataDir: settings.dataDir, warn: (line) => log().warn(line) });
  if (embedded) await connectDatabase(embedded.uri);
  else await connectOwnDatabase(settings.mongodbUri ?? '');
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
  let isStopping = false;
  const api = createApi(
    {
      sockets: () => realtime.io.engine.clientsCount,
      rooms: () => realtime.io.sockets.adapter.rooms.keys(),
      isStopping: () => isStopping,
    },
    settings,
  );
  const handleApi = getRequestListener(api.fetch);
  const inFlight = trackInFlight(settings.isProduction ? ANSWER_MS : undefined);
  const server = createServer(
    CLIENT_LIMITS,
    inFlight.count(
      frontDoor(
        (request, response) => {
          void (isApiPath(request.url ?? '') ? handleApi(request, response) : handlePage(request, response));
        },
        settings,
        isApiPath,
      ),
    ),
  );
  // A few more than there may be sockets, for whoever reads pages meanwhile.
  server.maxConnections = settings.socketsTotal + 1_000;

  const realtime = startRealtime(server, socketHooks(settings), redis());
  // In dev a page may take as long as its compiler does.
  limitClients(server, { silentMs: settings.isProduction ? SILENT_MS : 0 });
  const handleUpgrade = app.getUpgradeHandler();
  const hotReload = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    void handleUpgrade(request, socket, head);
  server.on('upgrade', dispatchUpgrade(settings.isProduction ? undefined : hotReload));
  const outbox = startOutbox({ isAlone: embedded !== undefined });
  const stopWatching = watchDatabase({
    down() {
      log().error('the database does not answer; sockets are hung up until it does');
      realtime.pause();
    },
    up() {
      log().warn('the database answers again');
      realtime.resume();
      outbox.kick();
    },
  });

  await listen(server, settings.port, settings.host);
  if (!process.env.PUBLIC_URL) {
    settings.publicUrl = originOf(settings.host, (server.address() as AddressInfo).port);
  }
  process.env.NEXTAUTH_URL = settings.publicUrl;
  // Where Next asks itself for the page that an action leads to: here, and never where a request says that it is.
  process.env.__NEXT_PRIVATE_ORIGIN = originOf(settings.host, (server.address() as AddressInfo).port);

  const steps: Parameters<typeof stopGracefully>[0] = [
    [
      'requests',
      () => {
        stopWatching();
        return inFlight.finish(server);
      },
    ],
    // Waits for what `after()` still has to do; the outbox then delivers it, and only then the sockets go.
    ['pages', () => app.close()],
    ['outbox', () => outbox.drain()],
    [
      'sockets',
      () => {
        // Whoever is connected and asks nothing, as browsers do ahead of time, is not waited for.
        setTimeout(() => server.closeAllConnections(), FAREWELL_MS);
        return realtime.io.close();
      },
    ],
    ['connection', () => Promise.all([disconnectDatabase(), disconnectRedis()])],
    ['database', () => embedded?.stop()],
  ];
  const stopper = stopGracefully(steps, {
    ms: settings.drainMs,
    begin() {
      isStopping = true;
      inFlight.lastAnswers();
    },
  });
  embedded?.onGone((reason) => {
    log().fatal({ reason }, 'the embedded database is gone');
    stopper.stop(1);
  });

  for (const warning of warningsOf(settings)) console.warn(warning);
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

main().catch((error: unknown) => {
  const isExpected = error instanceof SettingsError || error instanceof EmbeddedDatabaseError;
  const isBusy = (error as { code?: string }).code === 'EADDRINUSE';
  if (isExpected) console.error((error as Error).message);
  else if (isBusy) console.error('PORT is in use by another program. Set PORT to a free one, or 0 for any.');
  else console.error(error);
  process.exit(1);
});
