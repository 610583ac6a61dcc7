'use server';

import { redirect } from 'next/navigation';
import { authenticate, createAccount } from '@/lib/auth/accounts';
import { demoPeople } from '@/lib/auth/demo';
import { registerInput, signInInput } from '@/lib/auth/schema';
import { currentIdentity, endSession, startSession } from '@/lib/auth/session';
import { formFields, formProblem } from '@/lib/form-problem';
import { disconnectSession } from '@/lib/realtime/emit';
import type { Result } from '@/lib/result';

/** Makes an account, signs it in and goes to `next`. */
export async function register(_: Result<null> | null, form: FormData): Promise<Result<null>> {
  const { next, ...fields } = formFields(form);
  const input = registerInput.safeParse(fields);
  if (!input.success) return formProblem(form, input.error);

  const created = await createAccount(input.data);
  if (!created.ok) return formProblem(form, created);
  await startSession(created.value.id);
  redirect(ownPath(next));
}

/** Signs in by name and password and goes to `next`. */
export async function signIn(_: Result<null> | null, form: FormData): Promise<Result<null>> {
  const { next, ...fields } = formFields(form);
  const input = signInInput.safeParse(fields);
  if (!input.success) return formProblem(form, input.error);

  const user = await authenticate(input.data);
  if (!user) return formProblem(form, { code: 'errors.signInWrong', field: 'password' });
  await startSession(user.id);
  redirect(ownPath(next));
}

/** One click to be one of the demo's people; does nothing for anybody else. */
export async function signInAsDemo(form: FormData): Promise<void> {
  const person = (await demoPeople()).find(({ name }) => name === form.get('name'));
  if (!person) redirect('/sign-in');
  await startSession(person.id);
  redirect(ownPath(form.get('next')));
}

/** Ends this browser's session and hangs up its sockets. */
export async function signOut(): Promise<void> {
  const identity = await currentIdentity();
  await endSession();
  if (identity) disconnectSession(identity.sessionId);
  redirect('/');
}

/** A path on this site; anything that leads elsewhere becomes the home page. */
function ownPath(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/';
  const target = new URL(next, 'http://own.invalid');
  return target.host === 'own.invalid' ? `${target.pathname}${target.search}${target.hash}` : '/';
}
