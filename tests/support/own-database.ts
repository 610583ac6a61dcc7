import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { connectDatabase, disconnectDatabase } from '@/lib/db/connection';
import { startEmbeddedDatabase } from '@/lib/db/embedded';

type Command = { commandName: string; command: mongoose.mongo.Document };

/**
 * Connects this process to an engine of its own, for tests that call `lib` without a server.
 * @param onCommand is told of every command that is sent to it
 * @returns how to stop it
 */
export async function startOwnDatabase(onCommand?: (command: Command) => void): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'tingting-own-'));
  const database = await startEmbeddedDatabase({ dataDir });
  const connect = mongoose.connect.bind(mongoose);
  mongoose.connect = (uri, options) => connect(uri, { ...options, monitorCommands: Boolean(onCommand) });
  await connectDatabase(database.uri);
  if (onCommand) mongoose.connection.getClient().on('commandStarted', onCommand);
  return async () => {
    await disconnectDatabase();
    mongoose.connect = connect;
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
