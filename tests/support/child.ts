import type { ChildProcess } from 'node:child_process';

/**
 * Ends a process when this one ends, so that a test that fails leaves nothing running behind it. A worker of the test
 * runner is ended by SIGTERM, which no `exit` listener hears of.
 * @param signal another one for a process that has children of its own to end
 */
export function endWithUs(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): void {
  const kill = () => child.kill(signal);
  const onTerm = () => {
    kill();
    // Without this listener the signal does what it does: the next one has its turn, and then this process ends.
    process.kill(process.pid, 'SIGTERM');
  };
  process.once('exit', kill);
  process.once('SIGTERM', onTerm);
  child.once('exit', () => {
    process.off('exit', kill);
    process.off('SIGTERM', onTerm);
  });
}
