import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import { singleton } from '@/lib/singleton';

function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string) => new Counter({ name, help, registers: [registry] });
  return {
    registry,
    delivered: counter('tingting_outbox_delivered_total', 'Comments whose delivery is done'),
    retried: counter('tingting_outbox_retried_total', 'Deliveries put back to be tried again'),
    failed: counter('tingting_outbox_failed_total', 'Comments given up after the last attempt'),
    limited: new Counter({
      name: 'tingting_limited_total',
      help: 'What was refused because it came too often',
      labelNames: ['act'],
      registers: [registry],
    }),
  };
}

const shared = singleton<ReturnType<typeof createMetrics>>('metrics');

/** What this process counts, for Prometheus. Names follow its conventions: a unit or `_total` at the end. */
export function metrics(): ReturnType<typeof createMetrics> {
  const current = shared.get() ?? createMetrics();
  shared.set(current);
  return current;
}
