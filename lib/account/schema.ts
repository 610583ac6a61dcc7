import { z } from 'zod';
import { registerInput } from '@/lib/auth/schema';

/** A password shown again is checked for shape only, as at sign-in. */
const shown = z
  .string({ error: 'errors.passwordMissing' })
  .min(1, 'errors.passwordMissing')
  .max(1_000, 'errors.passwordWrong');

export const passwordChange = z.strictObject({
  currentPassword: shown,
  newPassword: registerInput.shape.password,
});

export const accountDeletion = z.strictObject({ password: shown });

export type PasswordChange = z.infer<typeof passwordChange>;
export type AccountDeletion = z.infer<typeof accountDeletion>;
