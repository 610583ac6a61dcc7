// @ts-check
import { spawn } from 'node:child_process';
import process from 'node:process';

/**
 * Runs the server in the foreground: signals go through, its exit code becomes ours.
 * @param {string[]} args @param {'production' | 'development'} mode NODE_ENV @param {string} [cwd]
 */
export function serve(args, mode, cwd) {
  const child = spawn(process.execPath, args, {
    stdio: 'inherit',
    cwd,
    // A group of its own, so that a Ctrl-C reaches it once, through us, and not twice.
    detached: process.platform !== 'win32',
    env: { ...process.env, NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: '1' },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  }
  child.on('exit', (code) => process.exit(code ?? 1));
}
