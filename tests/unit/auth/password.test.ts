import type * as Argon2 from '@node-rs/argon2';
import { beforeEach, expect, test, vi } from 'vitest';

const verified: string[] = [];
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof Argon2>();
  return {
    ...argon2,
    verify: (hash: string, password: string) => {
      verified.push(hash);
      return argon2.verify(hash, password);
    },
  };
});

const { hashPassword, passwordMatches } = await import('@/lib/auth/password');

beforeEach(() => {
  verified.length = 0;
});

test('an unknown name costs what a wrong password costs: one check of a hash with the same parameters', async () => {
  const stored = await hashPassword('correct horse');
  expect(await passwordMatches(stored, 'wrong horse')).toBe(false);
  expect(await passwordMatches(null, 'wrong horse')).toBe(false);
  const parameters = verified.map((hash) => hash.split('$').slice(1, 4).join('$'));
  expect(parameters).toEqual(['argon2id$v=19$m=19456,t=2,p=1', 'argon2id$v=19$m=19456,t=2,p=1']);
  expect(await passwordMatches(stored, 'correct horse')).toBe(true);
});

test('a password is the same however its letters were put together', async () => {
  const stored = await hashPassword('mật khẩu dài'.normalize('NFD'));
  expect(await passwordMatches(stored, 'mật khẩu dài'.normalize('NFC'))).toBe(true);
});
