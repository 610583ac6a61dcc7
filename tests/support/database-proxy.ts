import { connect, createServer, type Socket } from 'node:net';
import mongoose from 'mongoose';

const { BSON } = mongoose.mongo;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
/** Flags, and the kind of the first section: it holds the command. */
const BEFORE_COMMAND_BYTES = 5;

/** An error as the server would give it; MongoDB's error_codes.yml. */
export interface ServerError {
  code: number;
  codeName: string;
}

/** Decides what becomes of a command. */
type Judge = (command: string, collection: string) => ServerError | null;

/** A MongoDB that speaks the real protocol, and refuses what it is told to refuse. */
export interface DatabaseProxy {
  uri: string;
  refuse(judge: Judge): void;
  /** Takes everything again. */
  forward(): void;
  close(): Promise<void>;
}

const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify']);

/** Refuses every write. */
export const readOnly =
  (error: ServerError): Judge =>
  (command) =>
    WRITES.has(command) ? error : null;

/** Stands on a port of loopback in front of an embedded database. */
export async function startDatabaseProxy(embeddedUri: string): Promise<DatabaseProxy> {
  const socketPath = decodeURIComponent(/^mongodb:\/\/([^/]+)/.exec(embeddedUri)?.[1] ?? '');
  let judge: Judge = () => null;
  const open = new Set<Socket>();

  const listener = createServer({ noDelay: true }, (client) => {
    const database = connect(socketPath);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
    database.pipe(client);
    let received = Buffer.alloc(0);
    client.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= HEADER_BYTES && received.length >= received.readInt32LE(0)) {
        const message = received.subarray(0, received.readInt32LE(0));
        received = received.subarray(message.length);
        const error = judgeMessage(message, judge);
        if (error) client.write(refusal(message, error));
        else database.write(message);
      }
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as { port: number };
  return {
    uri: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    refuse(by) {
      judge = by;
    },
    forward() {
      judge = () => null;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

function judgeMessage(message: Buffer, judge: Judge): ServerError | null {
  if (message.readInt32LE(12) !== OP_MSG) return null;
  const section = message.subarray(HEADER_BYTES + BEFORE_COMMAND_BYTES);
  const command = BSON.deserialize(section.subarray(0, section.readInt32LE(0)));
  const [name = '', collection] = Object.entries(command)[0] ?? [];
  return judge(name, String(collection));
}

function refusal(asked: Buffer, error: ServerError): Buffer {
  const body = BSON.serialize({ ok: 0, errmsg: error.codeName, ...error });
  const answer = Buffer.alloc(HEADER_BYTES + BEFORE_COMMAND_BYTES);
  answer.writeInt32LE(answer.length + body.length, 0);
  answer.writeInt32LE(asked.readInt32LE(4), 8);
  answer.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([answer, body]);
}
