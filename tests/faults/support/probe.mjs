// @ts-check
// Loaded beside the server (with --expose-gc): tells what it holds after a full collection.
import process from 'node:process';

const realtime = Symbol.for('tingting.realtime');

process.on('message', () => {
  const collect = /** @type {{ gc?: () => void }} */ (globalThis).gc;
  // Twice: what the first collection finalizes the second one frees.
  collect?.();
  setImmediate(() => {
    collect?.();
    const io = /** @type {import('socket.io').Server} */ (Reflect.get(globalThis, realtime));
    const { rooms, sids } = io.sockets.adapter;
    const emitters = [process, io.engine, io.sockets, io.sockets.adapter, io.httpServer];
    process.send?.({
      rooms: rooms.size,
      sids: sids.size,
      sockets: io.sockets.sockets.size,
      waiting: /** @type {Map<string, unknown>} */ (Reflect.get(io.sockets, '_preConnectSockets')).size,
      clients: io.engine.clientsCount,
      listeners: emitters.reduce(
        (sum, emitter) =>
          sum +
          emitter
            .eventNames()
            .reduce((all, name) => all + emitter.listenerCount(/** @type {never} */ (name)), 0),
        0,
      ),
      timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
      heapMB: process.memoryUsage().heapUsed / 1024 / 1024,
    });
  });
});
