import type { Server } from 'socket.io';
import type { ClientSocket } from '@/lib/realtime/admit';

type Connection = ClientSocket['conn'];

/** A client that is hung up has this long to say goodbye too; `ws` would give it half a minute. */
const GOODBYE_MS = 1_000;
/** A client that is this far behind, some megabytes, does not read; one that comes back asks for what it missed. */
const UNREAD_PACKETS = 5_000;

/** Looks after connections below Socket.IO: those that do not close, and those that do not read. */
export function watchConnections(engine: Server['engine']): void {
  engine.on('connection', (connection: Connection) => {
    connection.once('close', () => endTransport(connection));
    let unread = 0;
    connection.on('flush', () => (unread = 0));
    connection.on('packetCreate', () => {
      unread += 1;
      // At once: an orderly close would wait until all of it has been read.
      if (unread > UNREAD_PACKETS) connection.close(true);
    });
  });
}

function endTransport({ transport }: Connection): void {
  // Only a WebSocket has a socket of its own. That of polling is HTTP's, which closes it.
  const { socket } = transport as { socket?: { terminate(): void } };
  if (socket) setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
}
