import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const compose = readFileSync('deploy/compose.yaml', 'utf8');
const example = readFileSync('deploy/.env.example', 'utf8');
const nodes = readFileSync('deploy/nginx/nodes.conf', 'utf8');

/** Of the shell that starts compose, not of a container. */
const variables = [...compose.matchAll(/(?<!\$)\$\{([A-Z_]+)([^}]*)\}/g)].map(([, name = '', rest = '']) => ({
  name,
  rest,
}));

test('no secret has a default, and each is asked for by name', () => {
  const secrets = variables.filter(({ name }) => /PASSWORD|SECRET|KEY|URL/.test(name));
  expect(secrets.length).toBeGreaterThan(5);
  expect(secrets.filter(({ rest }) => rest && !rest.startsWith(':?'))).toEqual([]);
  for (const { name } of secrets) {
    expect(secrets.some((each) => each.name === name && each.rest)).toBe(true);
    expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
  }
});

test('nginx knows the nodes by the names they are restarted by', () => {
  const known = [...nodes.matchAll(/^server (\w+):3000 .*; # (\w+)$/gm)].map(([, host, name]) => [
    host,
    name,
  ]);
  const services = [...compose.matchAll(/^ {2}(\w+): \*node$/gm)].map(([, name]) => [name, name]);
  expect(known).toEqual(services);
  expect(known.length).toBe(2);
});
