import { readdir, readFile } from 'node:fs/promises';

/** Process id of the database that runs on a data folder. Linux only: it reads /proc. */
export async function sidecarPid(dataDir: string): Promise<number> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // A process may end between the listing and the reading.
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('database.mjs') && command.split('\0').includes(dataDir)) return Number(name);
  }
  throw new Error('no database runs on this folder');
}
