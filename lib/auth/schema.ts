import { z } from 'zod';
import { mixesAlphabets } from '@/lib/auth/look-alike';
import { LIMITS } from '@/lib/limits';
import { isVisible } from '@/lib/plain-text';

/** What others see of a person. */
export interface UserView {
  id: string;
  name: string;
  displayName: string;
  /** URL path, or null: the interface then draws initials on a colour derived from the id. */
  avatar: string | null;
}

/** A person and the version that their sessions must carry. Stays on the server. */
export interface SessionUser {
  user: UserView;
  sessionVersion: number;
}

/** Who is asking: a person and the session they are signed in with. */
export interface Identity {
  userId: string;
  sessionId: string;
  /** The person's version when the session or token was made. */
  sessionVersion: number;
  /** When this cookie or token was made, in milliseconds since 1970. */
  issuedAt: number;
  /** When the person signed in: a session outlives the cookies that are made for it. */
  startedAt: number;
  /** When the session or token ends, in milliseconds since 1970. */
  expiresAt: number;
}

/** Stands in for somebody whose account is gone: nobody else may look like that. */
export const UNKNOWN = { name: 'deleted', displayName: '—' } as const;

const name = z
  .string({ error: 'errors.nameInvalid' })
  .regex(/^[a-z0-9_]+$/, 'errors.nameInvalid')
  .min(LIMITS.nameMin, 'errors.nameInvalid')
  .max(LIMITS.nameMax, 'errors.nameInvalid')
  .refine((text) => text !== UNKNOWN.name, 'errors.nameTaken');

const password = z
  .string({ error: 'errors.passwordLength' })
  .min(LIMITS.passwordMin, 'errors.passwordLength')
  .max(LIMITS.passwordMax, 'errors.passwordLength');

const displayName = z
  .string({ error: 'errors.displayNameInvalid' })
  .transform((text) =>
    text
      .replace(/\p{Z}+/gu, ' ')
      .trim()
      .normalize('NFC'),
  )
  .pipe(
    z
      .string()
      .max(LIMITS.displayNameMax, 'errors.displayNameInvalid')
      // Control and bidirectional override characters would let one name dress up as another.
      .refine((text) => /^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}]*$/u.test(text), 'errors.displayNameInvalid')
      // More marks than any language puts on a letter reach into the lines above and below.
      .refine((text) => !/\p{M}{5}/u.test(text), 'errors.displayNameInvalid')
      .refine((text) => text === '' || isVisible(text), 'errors.displayNameInvalid')
      .refine((text) => text !== UNKNOWN.displayName, 'errors.displayNameInvalid')
      .refine((text) => !mixesAlphabets(text), 'errors.displayNameMixed'),
  );

export const registerInput = z.strictObject({ name, password, displayName: displayName.optional() });

/** Signing in checks shape only: what a name may be is register's business. */
export const signInInput = z.strictObject({
  name: z.string({ error: 'errors.nameMissing' }).min(1, 'errors.nameMissing').max(200, 'errors.signInWrong'),
  password: z
    .string({ error: 'errors.passwordMissing' })
    .min(1, 'errors.passwordMissing')
    .max(1_000, 'errors.signInWrong'),
});

export type RegisterInput = z.infer<typeof registerInput>;
export type SignInInput = z.infer<typeof signInInput>;
