import { startEmbeddedDatabase } from '@/lib/db/embedded';

// A process that owns a database, to be killed: node --import tsx tests/support/owner-process.ts <data folder>
const database = await startEmbeddedDatabase({ dataDir: process.argv[2] ?? '' });
console.log(JSON.stringify({ uri: database.uri, sidecar: database.pid }));
setInterval(() => undefined, 60_000);
