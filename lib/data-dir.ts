import { chmod, mkdir } from 'node:fs/promises';
import { SettingsError } from '@/lib/env';

/**
 * Makes the folder of an installation, or shuts one that others of this machine could look into: the database and the
 * signing secret lie there.
 * @throws SettingsError when it cannot be made, or belongs to somebody else
 */
export async function ownDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await chmod(dataDir, 0o700);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsError(`DATA_DIR must be a folder that this user may write to and shut (${code}).`);
  }
}
