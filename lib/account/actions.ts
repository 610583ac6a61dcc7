'use server';

import { redirect } from 'next/navigation';
import { after } from 'next/server';
import { changePassword } from '@/lib/account/change-password';
import { deleteAccount } from '@/lib/account/delete-account';
import { accountDeletion, passwordChange } from '@/lib/account/schema';
import { signOutEverywhere } from '@/lib/account/sign-out-everywhere';
import { currentIdentity, dropSession, requireUser, startSession } from '@/lib/auth/session';
import { formFields, formProblem } from '@/lib/form-problem';
import { disconnectSession } from '@/lib/realtime/emit';
import { ok, type Result } from '@/lib/result';
import { runAction, runFormAction } from '@/lib/run-action';

/** Changes the password; this browser stays signed in, every other device is signed out. */
export async function submitPassword(_: Result<null> | null, form: FormData): Promise<Result<null>> {
  return runFormAction('submitPassword', form, async () => {
    const user = await requireUser();
    const sessionId = (await currentIdentity())?.sessionId;
    const input = passwordChange.safeParse(formFields(form));
    if (!input.success) return formProblem(form, input.error);

    const changed = await changePassword(user.id, input.data, sessionId);
    if (!changed.ok) return formProblem(form, changed);
    await startSession(changed.value, sessionId);
    // Hung up sockets ask again within half a second: by then this browser has to hold the new cookie.
    if (sessionId) after(() => disconnectSession(sessionId));
    return ok(null);
  });
}

/** Signs out on every device, this one too. */
export async function submitSignOutEverywhere(): Promise<void> {
  return runAction('submitSignOutEverywhere', async () => {
    const done = await signOutEverywhere(await requireUser());
    if (done.ok) await dropSession();
    redirect(done.ok ? '/sign-in' : '/account');
  });
}

/** Deletes the account and leaves for the home page. */
export async function submitDeletion(_: Result<null> | null, form: FormData): Promise<Result<null>> {
  return runFormAction('submitDeletion', form, async () => {
    const user = await requireUser();
    const input = accountDeletion.safeParse(formFields(form));
    if (!input.success) return formProblem(form, input.error);

    const deleted = await deleteAccount(user.id, input.data);
    if (!deleted.ok) return formProblem(form, deleted);
    await dropSession();
    redirect('/');
  });
}
