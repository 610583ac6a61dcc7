import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';

/** Of a clock tick of /proc: Linux says 100 a second to every program, whatever its own clock. */
const TICK_MS = 10;

/** Which core carries what. Servers share one with their database; who asks them has the other. */
export const CORES = { servers: 0, generator: 1 } as const;

/** CPU time that a process has used so far, all its threads together, in milliseconds. Linux only. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; utime and stime are the 14th and the 15th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Resident memory of a process, in bytes. */
export function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

export function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Whether processes can be kept on cores of their own here. */
export function canPin(): boolean {
  if (os.cpus().length < 2) return false;
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    // Not Linux, or without util-linux: the figures are noisier, and the table says so.
    return false;
  }
}

/** Keeps a process, with all its threads, on one core. What it starts later stays there as well. */
export function pin(pid: number, core: number): void {
  if (canPin()) execFileSync('taskset', ['-a', '-p', '-c', String(core), String(pid)], { stdio: 'ignore' });
}
