'use server';

import { redirect } from 'next/navigation';
import { authenticate, createAccount } from '@/lib/auth/accounts';
import { demoPeople } from '@/lib/auth/demo';
import { registerInput, signInInput } from '@/lib/auth/schema';
import { callerAddress, dropSession, startSession } from '@/lib/auth/session';
import { sessionStateOf } from '@/lib/auth/session-store';
import { formFields, formProblem } from '@/lib/form-problem';
import { tooOften } from '@/lib/rate-limits/limiter';
import type { Result } from '@/lib/result';
import { runAction, runFormAction } from '@/lib/run-action';

/** Makes an account, signs it in and goes to `next`. */
export async function register(_: Result<null> | null, form: FormData): Promise<Result<null>> {
  return runFormAction('register', form, async () => {
    const { next, ...fields } = formFields(form);
    const input = registerInput.safeParse(fields);
    if (!input.success) return formProblem(form, input.error);

    const created = await createAccount(input.data, await callerAddress());
    if (!created.ok) return formProblem(form, created);
    await startSession({ user: created.value, sessionVersion: 0 });
    redirect(ownPath(next));
  });
}

/** Signs in by name and password and goes to `next`. */
export async function signIn(_: Result<null> | null, form: FormData): Promise<Result<null>> {
  return runFormAction('signIn', form, async () => {
    const { next, ...fields } = formFields(form);
    const input = signInInput.safeParse(fields);
    if (!input.success) return formProblem(form, input.error);

    const known = await authenticate(input.data, await callerAddress());
    if (!known.ok) return formProblem(form, known);
    await startSession(known.value);
    redirect(ownPath(next));
  });
}

/** One click to be one of the demo's people; does nothing for anybody else. */
export async function signInAsDemo(form: FormData): Promise<void> {
  return runAction('signInAsDemo', async () => {
    const wanted = formFields(form);
    if (await tooOften('signIn', { address: await callerAddress() })) redirect('/sign-in');
    const user = (await demoPeople()).find(({ name }) => name === wanted.name);
    const person = user && (await sessionStateOf(user.id));
    if (!person) redirect('/sign-in');
    await startSession(person);
    redirect(ownPath(wanted.next));
  });
}

/** Ends this browser's session and hangs up its sockets. */
export async function signOut(): Promise<void> {
  return runAction('signOut', async () => {
    await dropSession();
    redirect('/');
  });
}

/** A path on this site; anything that leads elsewhere becomes the home page. */
function ownPath(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/';
  if (!URL.canParse(next, 'http://own.invalid')) return '/';
  const { host, pathname, search, hash } = new URL(next, 'http://own.invalid');
  // Taken apart, `/.//elsewhere.example` is a path that begins with two slashes: put together, another host.
  const isElsewhere = host !== 'own.invalid' || pathname.startsWith('//');
  return isElsewhere ? '/' : `${pathname}${search}${hash}`;
}
