// @ts-check
// Loaded beside the server: kills it after the n-th step of a delivery, DIE_AFTER=n. A step is a command of the
// database that has been answered, or an emit; they are counted from the moment a comment has been inserted, or, with
// DIE_OF=deletion, deleted.
import process from 'node:process';
import mongoose from 'mongoose';

const DIE_AFTER = Number(process.env.DIE_AFTER);
const BEGIN = process.env.DIE_OF === 'deletion' ? 'delete comment' : 'insert comments';
/** What else goes on in a server: pings, sweeps, pages. */
const NOT_A_STEP = new Set(
  ['comments', 'inboxes', 'notifications', 'posts', 'subscriptions', 'users']
    .map((collection) => `find ${collection}`)
    .concat('ping', 'hello'),
);

/** @type {string[] | undefined} */
let steps;
/** @type {Map<number, string>} */
const names = new Map();

/** @param {string} name */
function step(name) {
  if (!steps || NOT_A_STEP.has(name)) return;
  steps.push(name);
  if (steps.length === DIE_AFTER) process.kill(process.pid, 'SIGKILL');
  // The mark is written last: this delivery has come through.
  if (name !== 'mark comments') return;
  process.send?.(steps);
  steps = undefined;
}

const connect = mongoose.connect.bind(mongoose);
mongoose.connect = async (uri, options) => {
  const connected = await connect(uri, { ...options, monitorCommands: true });
  const client = mongoose.connection.getClient();
  client.on('commandStarted', ({ requestId, commandName, command }) => {
    names.set(requestId, nameOf(commandName, command));
  });
  client.on('commandSucceeded', ({ requestId, reply }) => {
    const name = names.get(requestId) ?? '';
    names.delete(requestId);
    // One that was there already inserts nothing and is delivered by nobody.
    const { n = 1 } = /** @type {{ n?: number }} */ (reply);
    if (name === BEGIN) steps = n > 0 ? [] : steps;
    else step(name);
  });
  return connected;
};

/** @param {string} commandName @param {any} command */
function nameOf(commandName, command) {
  const collection = typeof command[commandName] === 'string' ? ` ${command[commandName]}` : '';
  if (command.updates?.[0]?.u?.$set?.['outbox.state'] === 'done') return 'mark comments';
  if (commandName === 'findAndModify' && command.update?.$set?.deletedAt) return 'delete comment';
  return `${commandName}${collection}`;
}

/** The server shares its sockets with the pages under this symbol; every emit of a delivery goes through it. */
const symbol = Symbol.for('tingting.realtime');
/** @type {import('socket.io').Server | undefined} */
let shared;
Object.defineProperty(globalThis, symbol, {
  get: () => shared,
  set(io) {
    shared = io;
    const to = io.to.bind(io);
    io.to = (/** @type {string} */ room) => {
      const operator = to(room);
      const emit = operator.emit.bind(operator);
      operator.emit = (/** @type {string} */ event, /** @type {unknown[]} */ ...args) => {
        const emitted = emit(event, ...args);
        if (event !== 'comment') step(`emit ${event}`);
        return emitted;
      };
      return operator;
    };
  },
});
