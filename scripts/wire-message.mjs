// @ts-check
import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';

// The driver that mongoose brings, wherever npm has put it.
const ofMongoose = createRequire(createRequire(import.meta.url).resolve('mongoose'));
const { BSON } = /** @type {typeof import('mongodb')} */ (ofMongoose('mongodb'));

const OP_MSG = 2013;

/**
 * A command as a message of MongoDB's wire protocol, for the sidecar to send by itself.
 * @param {Record<string, unknown>} command
 */
export function wireMessage(command) {
  const body = BSON.serialize(command);
  const message = Buffer.alloc(16 + 5 + body.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(OP_MSG, 12);
  Buffer.from(body).copy(message, 21);
  return message;
}
