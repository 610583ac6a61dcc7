'use server';

import type { UserView } from '@/lib/auth/schema';
import { callerOf, requireUser } from '@/lib/auth/session';
import { formFields, formProblem } from '@/lib/form-problem';
import { changePreferences } from '@/lib/preferences/change';
import {
  type Preferences,
  preferencesPatch,
  type PreferencesPatch,
  quietHoursInput,
  switchInput,
} from '@/lib/preferences/schema';
import { tooOften } from '@/lib/rate-limits/limiter';
import { ok, type Result } from '@/lib/result';
import { runFormAction } from '@/lib/run-action';

type Saved = Promise<Result<Preferences>>;

/** Switches one kind of notification, toasts or sound on or off, on every device. */
export async function saveSwitch(_: Result<Preferences> | null, form: FormData): Saved {
  return runFormAction('saveSwitch', form, async () => {
    const user = await requireUser();
    const input = switchInput.safeParse(formFields(form));
    if (!input.success) return formProblem(form, input.error);
    return save(user, input.data, form);
  });
}

/** Chooses what an alert shows, on every device. */
export async function savePreview(_: Result<Preferences> | null, form: FormData): Saved {
  return runFormAction('savePreview', form, async () => {
    const user = await requireUser();
    const input = preferencesPatch.pick({ preview: true }).required().safeParse(formFields(form));
    if (!input.success) return formProblem(form, input.error);
    return save(user, input.data, form);
  });
}

/** Begins, changes or ends quiet hours, on every device. */
export async function saveQuietHours(_: Result<Preferences> | null, form: FormData): Saved {
  return runFormAction('saveQuietHours', form, async () => {
    const user = await requireUser();
    const { isOn, ...fields } = formFields(form);
    const input = quietHoursInput.nullable().safeParse(isOn === 'false' ? null : fields);
    if (!input.success) return formProblem(form, input.error);
    return save(user, { quietHours: input.data }, form);
  });
}

async function save(user: UserView, patch: PreferencesPatch, form: FormData): Saved {
  const tooSoon = await tooOften('settings', await callerOf(user));
  if (tooSoon) return formProblem(form, tooSoon);
  const changed = await changePreferences(user.id, patch);
  return changed.ok ? ok(changed.value) : formProblem(form, changed);
}
