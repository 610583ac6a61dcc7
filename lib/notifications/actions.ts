'use server';

import { requireUser } from '@/lib/auth/session';
import { formFields } from '@/lib/form-problem';
import { isObjectId } from '@/lib/id';
import { blockPerson } from '@/lib/notifications/block';
import { runAction } from '@/lib/run-action';

/** Lets a person in again: how the settings page does it before any script has run. */
export async function unblock(form: FormData): Promise<void> {
  return runAction('unblock', async () => {
    const user = await requireUser();
    const { userId: other } = formFields(form);
    if (isObjectId(other)) await blockPerson(user.id, other, false);
  });
}
