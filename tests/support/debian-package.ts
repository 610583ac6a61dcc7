import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Whether a program is there to test with; on Debian as root it is brought.
 * @param file where the package puts it
 */
export function hasProgram(file: string, debianPackage: string): boolean {
  if (!existsSync(file) && existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    const quiet = { stdio: 'ignore', env } as const;
    spawnSync('apt-get', ['update', '-qq'], quiet);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], quiet);
  }
  return existsSync(file);
}
