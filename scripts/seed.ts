import { connectDatabase, disconnectDatabase } from '@/lib/db/connection';
import { startEmbeddedDatabase } from '@/lib/db/embedded';
import { seedDemo } from '@/lib/demo/seed';
import { env } from '@/lib/env';

const embedded = env().mongodbUri ? undefined : await startEmbeddedDatabase({ dataDir: env().dataDir });
await connectDatabase(env().mongodbUri ?? embedded?.uri ?? '');
try {
  await seedDemo();
  console.log('demo people and posts are there');
} finally {
  await disconnectDatabase();
  await embedded?.stop();
}
