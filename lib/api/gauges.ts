import { Gauge } from 'prom-client';
import type { Parts } from '@/lib/api/readiness';
import { metrics } from '@/lib/metrics';

/** What the process knows of itself. */
export interface ProcessFacts {
  sockets(): number;
  /** Names of all rooms that somebody is in. */
  rooms(): Iterable<string>;
  isStopping(): boolean;
}

/** Registers what is looked up only when somebody reads the metrics. Once a process: a name can be taken once. */
export function registerGauges(facts: ProcessFacts, parts: () => Promise<Parts>): void {
  const registers = [metrics().registry];
  new Gauge({
    name: 'tingting_sockets',
    help: 'Sockets connected to this process',
    registers,
    collect() {
      this.set(facts.sockets());
    },
  });
  new Gauge({
    name: 'tingting_rooms',
    help: 'Rooms with somebody in them: people, sessions, open posts',
    labelNames: ['kind'],
    registers,
    collect() {
      for (const [kind, count] of countByKind(facts.rooms())) this.set({ kind }, count);
    },
  });
  new Gauge({
    name: 'tingting_stopping',
    help: '1 once this process was told to stop',
    registers,
    collect() {
      this.set(facts.isStopping() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'tingting_part_up',
    help: '1 while a part that this process needs is well',
    labelNames: ['part'],
    registers,
    async collect() {
      const { database, redis } = await parts();
      this.set({ part: 'database' }, database === 'down' ? 0 : 1);
      this.set({ part: 'database_writes' }, database === 'ok' ? 1 : 0);
      if (redis) this.set({ part: 'redis' }, redis === 'ok' ? 1 : 0);
    },
  });
  // Where nobody can say Prometheus shows a gap, not an empty outbox.
  new Gauge({
    name: 'tingting_outbox_pending',
    help: 'Comments that wait to be delivered, of all nodes; 1000 means 1000 or more',
    registers,
    async collect() {
      this.set((await parts()).outbox?.pending ?? NaN);
    },
  });
  new Gauge({
    name: 'tingting_outbox_oldest_seconds',
    help: 'How long the longest waiting comment has waited, of all nodes',
    registers,
    async collect() {
      this.set((await parts()).outbox?.oldestSeconds ?? NaN);
    },
  });
}

const KINDS = ['user', 'session', 'post'] as const;

/** Every socket has a room of its own as well, which has no kind. */
function countByKind(rooms: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>(KINDS.map((kind) => [kind, 0]));
  for (const room of rooms) {
    const kind = KINDS.find((each) => room.startsWith(each) && room[each.length] === ':');
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
