import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import { LIMITS } from '@/lib/limits';

// OWASP Password Storage Cheat Sheet: argon2id (the library's default), 19 MiB, 2 passes, 1 lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a password with argon2id. @returns PHC string, safe to store */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST);
}

let decoy: Promise<string> | undefined;

/**
 * Checks a password. Without a hash (unknown name) it spends the same time on a decoy, so that the answer
 * does not tell which names exist.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const matches = await verify(passwordHash ?? (await decoy), password.normalize('NFC'));
  return matches && passwordHash !== null;
}

/** Tens of thousands of passwords as they are found in leaks, in lower case; those too short to be chosen left out. */
const common = new Set(dictionary['passwords-common'].filter(({ length }) => length >= LIMITS.passwordMin));
const SITE = 'tingting';

/**
 * Whether a password is one of the first that anybody would try (OWASP ASVS 5, 6.2.4 and 6.2.11).
 * @returns the code of the sentence that says why, or null
 */
export function whyGuessable(password: string, name: string): string | null {
  const plain = password.normalize('NFKC').toLowerCase();
  if (plain === name || plain === SITE) return 'errors.passwordIsName';
  return common.has(plain) ? 'errors.passwordCommon' : null;
}
