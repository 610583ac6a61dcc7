import { openDatabase } from '@/lib/db/open';
import { seedDemo } from '@/lib/demo/seed';
import { env } from '@/lib/env';

const close = await openDatabase(env());
try {
  await seedDemo();
  console.log('demo people and posts are there');
} finally {
  await close();
}
