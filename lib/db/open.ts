import { connectDatabase, connectOwnDatabase, disconnectDatabase } from '@/lib/db/connection';
import { findEmbeddedDatabase, startEmbeddedDatabase } from '@/lib/db/embedded';
import type { Env } from '@/lib/env';

/**
 * Opens the database of an installation for a script: the one of `MONGODB_URI`, else the embedded one of the
 * server that is running now, else an embedded one of the script's own.
 * @returns how to close it
 * @throws EmbeddedDatabaseError, SettingsError, MongooseServerSelectionError
 */
export async function openDatabase({ mongodbUri, dataDir }: Env): Promise<() => Promise<void>> {
  if (mongodbUri) {
    await connectOwnDatabase(mongodbUri);
    return disconnectDatabase;
  }
  const running = await findEmbeddedDatabase(dataDir);
  const embedded = running ? undefined : await startEmbeddedDatabase({ dataDir });
  await connectDatabase(running ?? embedded?.uri ?? '');
  return async () => {
    await disconnectDatabase();
    await embedded?.stop();
  };
}
