import type { Hono } from 'hono';
import { type ProcessFacts, registerGauges } from '@/lib/api/gauges';
import { mayReadMetrics } from '@/lib/api/metrics-access';
import { problem } from '@/lib/api/problem';
import { watchParts } from '@/lib/api/readiness';
import { metrics } from '@/lib/metrics';

interface Settings {
  redisUrl: string | undefined;
  metricsToken: string | undefined;
}

/**
 * `/healthz` (the process answers), `/readyz` (it can serve: its database takes writes, and it is not about to stop) and
 * `/metrics` for Prometheus.
 */
export function operationsRoutes(app: Hono, facts: ProcessFacts, settings: Settings): void {
  const parts = watchParts({ hasRedis: settings.redisUrl !== undefined });
  registerGauges(facts, parts);

  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const { database, redis, outbox } = await parts();
    // Without Redis each node serves its own people: that is no reason to take all of them away from the proxy at once.
    const status = facts.isStopping() ? 'stopping' : database === 'ok' ? 'ok' : 'unavailable';
    const waiting = outbox && {
      status: outbox.status,
      pending: outbox.pending,
      oldest_age_seconds: outbox.oldestSeconds,
    };
    c.header('cache-control', 'no-store');
    return c.json({ status, database, redis, outbox: waiting }, status === 'ok' ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    // To others it is not even there.
    if (!mayReadMetrics(c, settings.metricsToken)) return problem(c, 'errors.notFound');
    const { registry } = metrics();
    return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType });
  });
}
