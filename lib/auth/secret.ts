import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SettingsError } from '@/lib/env';

const SHORTEST = 32;

/**
 * The signing secret of an installation without `AUTH_SECRET`: made once, kept with mode 0600, so that a
 * restart signs nobody out.
 * @param dataDir folder of this installation
 * @throws SettingsError when it has been cut short
 */
export async function loadSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'auth-secret');
  try {
    // `wx` fails when it exists: of two processes starting together one writes and both read the same.
    await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  // One that was copied here may have come with other rights.
  await chmod(file, 0o600);
  const secret = (await readFile(file, 'utf8')).trim();
  // Cut short by a full disk it would sign all the same.
  if (secret.length < SHORTEST)
    throw new SettingsError(`${file} is too short to sign with. Delete it, and a new one is made.`);
  return secret;
}
