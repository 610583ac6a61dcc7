import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { singleton } from '@/lib/singleton';

/** Of one operation of the database, in seconds: most take a millisecond, the driver gives up after five seconds. */
const OPERATION_BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
/** Of an answer, in seconds: the API gives up after six, pages after twelve. */
const ANSWER_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 6];
/** Until somebody is told, in seconds: at once, or after a crash and some attempts. */
const DELIVERY_BUCKETS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

// Every label has few values, all of them spelled in the code: a client that could make one up could fill the memory.
function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter<Label>({ name, help, labelNames, registers });
  const seconds = <Label extends string = never>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: Label[] = [],
  ) => new Histogram<Label>({ name, help, buckets, labelNames, registers });
  return {
    registry,
    accepted: counter('tingting_comments_accepted_total', 'Comments saved for the first time'),
    notified: counter('tingting_notifications_total', 'Notifications told to the devices of a person', [
      'type',
      'told',
    ]),
    delivered: counter('tingting_outbox_delivered_total', 'Comments whose delivery is done'),
    retried: counter('tingting_outbox_retried_total', 'Deliveries put back to be tried again'),
    failed: counter('tingting_outbox_failed_total', 'Comments given up after the last attempt'),
    interrupted: counter(
      'tingting_outbox_interrupted_total',
      'Batches that the database did not let be done',
    ),
    delivery: seconds(
      'tingting_delivery_seconds',
      'From a comment being written to a person being told of it',
      DELIVERY_BUCKETS,
    ),
    rest: seconds('tingting_rest_seconds', 'Answers of the REST API', ANSWER_BUCKETS, [
      'method',
      'route',
      'status',
    ]),
    action: seconds('tingting_action_seconds', 'Server actions', ANSWER_BUCKETS, ['action', 'outcome']),
    page: seconds('tingting_page_seconds', 'What Next answers: pages, files, forms', ANSWER_BUCKETS, [
      'kind',
      'status',
    ]),
    database: seconds('tingting_database_seconds', 'Operations of the database', OPERATION_BUCKETS, [
      'operation',
      'collection',
    ]),
    databaseErrors: counter('tingting_database_errors_total', 'Operations of the database that failed', [
      'operation',
      'collection',
    ]),
    refused: counter('tingting_refused_total', 'What was refused, by door and reason', ['door', 'reason']),
    limited: counter('tingting_limited_total', 'What was refused because it came too often', ['act']),
  };
}

const shared = singleton<ReturnType<typeof createMetrics>>('metrics');

/** What this process counts, for Prometheus. Names follow its conventions: a unit or `_total` at the end. */
export function metrics(): ReturnType<typeof createMetrics> {
  const current = shared.get() ?? createMetrics();
  shared.set(current);
  return current;
}
