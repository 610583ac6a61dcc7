import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { INPUTS } from '@/scripts/build.mjs';

// No Docker here: what can be known of the image without building it.
const stages = readFileSync('deploy/Dockerfile', 'utf8')
  .split(/^FROM /m)
  .slice(1);
const last = stages.at(-1) ?? '';
const ignore = readFileSync('.dockerignore', 'utf8').split('\n');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
}).split('\n');

/** What a stage copies: from the context, or out of another stage. */
const copied = (stage: string, from?: string) =>
  [...stage.matchAll(/^COPY (?:--from=(\S+) )?(.+)$/gm)]
    .filter(([, origin]) => origin === from)
    .flatMap(([, , names = '']) => names.split(' ').slice(0, -1));

const fromContext = stages.flatMap((stage) => copied(stage));
const fromBuild = copied(last, 'build').map((name) => name.replace(/^\/app\//, ''));
const isIn = (names: string[], file: string) => names.some((name) => `${file}/`.startsWith(`${name}/`));

describe('the image', () => {
  test.for(fromContext)('finds %s in its context', (name) => {
    expect(files.some((file) => isIn([name], file))).toBe(true);
    expect(ignore).toContain(`!${name.split('/')[0]}`);
  });

  test('sends nothing that it does not copy', () => {
    const [everything, ...others] = ignore.filter((line) => line && !line.startsWith('#'));
    expect(everything).toBe('*');
    expect(others.sort()).toEqual(fromContext.map((name) => `!${name}`).sort());
  });

  test('has all that a build is made of', () => {
    expect(INPUTS.filter((name) => !isIn(fromContext, name))).toEqual([]);
  });

  test('has what the server reads when it runs', () => {
    const sources = files.filter((file) => /^(app|components|lib|i18n)\/.*\.tsx?$/.test(file));
    const read = sources
      .filter((file) => existsSync(file))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/readFile(?:Sync)?\(\s*'([^']+)'/g)])
      .map(([, name = '']) => name);
    expect(read).toContain('app/icon.svg');
    expect(read.filter((name) => !isIn(fromBuild, name))).toEqual([]);
  });

  test('has the embedded database, with all that it imports', () => {
    const needed = ['scripts/database.mjs'];
    for (const file of needed) {
      const imports = readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g);
      for (const [, name = ''] of imports) needed.push(path.join(path.dirname(file), name));
    }
    expect(needed.length).toBeGreaterThan(1);
    expect(needed.filter((file) => !isIn(fromBuild, file))).toEqual([]);
  });

  test('runs as nobody special, is told of SIGTERM, and says whether it is well', () => {
    expect(last.lastIndexOf('USER node')).toBeGreaterThan(last.lastIndexOf('RUN'));
    const [, command = ''] = /^CMD (.+)$/m.exec(last) ?? [];
    expect(JSON.parse(command)).toEqual(['node', 'dist/server.js']);
    const [, check = ''] = /^HEALTHCHECK [^[]*?\\\n\s+CMD (.+)$/m.exec(last) ?? [];
    expect(JSON.parse(check)).toContain('node');
  });
});
