import { readdirSync } from 'node:fs';

/** Files and sockets a process has open; undefined where the system does not tell. */
export function openFiles(pid: number): number | undefined {
  return process.platform === 'linux' ? readdirSync(`/proc/${pid}/fd`).length : undefined;
}

/** Engine.IO sessions a server holds, with or without a connection. */
export async function openSessions(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^tingting_sockets (\d+)$/m.exec(metrics)?.[1]);
}
