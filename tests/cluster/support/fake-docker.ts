import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { endWithUs } from '@/tests/support/child';

/** What a program named `docker` does here: it passes on what it was asked, and ends when that is done. */
const PROGRAM = `#!${process.execPath}
const body = JSON.stringify(process.argv.slice(2));
fetch(process.env.FAKE_DOCKER, { method: 'POST', body }).then(async (answer) => {
  if (!answer.ok) console.error(await answer.text());
  process.exit(answer.ok ? 0 : 1);
});
`;

/**
 * Runs a shell script of `deploy/` with a docker that does what it is asked to here.
 * @param docker runs one command, given as its arguments
 * @returns what the script has printed
 * @throws Error when it ends with anything but 0
 */
export async function runWithDocker(
  script: string,
  args: string[],
  env: Record<string, string>,
  docker: (command: string) => Promise<void>,
): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tingting-docker-'));
  await writeFile(path.join(folder, 'docker'), PROGRAM, { mode: 0o755 });
  const server = createServer((request, response) => {
    json(request)
      .then((command) => docker((command as string[]).join(' ')))
      .then(
        () => response.end(),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const child = spawn('sh', [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...env,
      PATH: `${folder}:${process.env.PATH}`,
      FAKE_DOCKER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
  });
  endWithUs(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  const [code] = (await once(child, 'exit')) as [number | null];
  server.close();
  await rm(folder, { recursive: true, force: true });
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${printed}`);
  return printed;
}
