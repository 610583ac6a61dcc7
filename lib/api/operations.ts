import type { Hono } from 'hono';
import { Gauge } from 'prom-client';
import { pingDatabase } from '@/lib/db/connection';
import { metrics } from '@/lib/metrics';

/** `/healthz` (the process answers), `/readyz` (the database answers too) and `/metrics` for Prometheus. */
export function operationsRoutes(app: Hono, facts: { sockets: () => number }): void {
  const { registry } = metrics();
  new Gauge({
    name: 'tingting_sockets',
    help: 'Sockets connected to this process',
    registers: [registry],
    collect() {
      this.set(facts.sockets());
    },
  });

  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    try {
      await pingDatabase();
      return c.json({ status: 'ok', database: 'ok' });
    } catch {
      // Which part is down is all an operator's probe needs; the log has the rest.
      return c.json({ status: 'unavailable', database: 'down' }, 503);
    }
  });
  app.get('/metrics', async (c) =>
    c.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  );
}
