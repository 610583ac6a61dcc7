'use server';

import { requireUser } from '@/lib/auth/session';
import { formFields, formProblem } from '@/lib/form-problem';
import { changePreferences } from '@/lib/preferences/change';
import {
  type Preferences,
  preferencesPatch,
  type PreferencesPatch,
  quietHoursInput,
  switchInput,
} from '@/lib/preferences/schema';
import { ok, type Result } from '@/lib/result';

type Saved = Promise<Result<Preferences>>;

/** Switches one kind of notification, toasts or sound on or off, on every device. */
export async function saveSwitch(_: Result<Preferences> | null, form: FormData): Saved {
  const user = await requireUser();
  const input = switchInput.safeParse(formFields(form));
  if (!input.success) return formProblem(form, input.error);
  return save(user.id, input.data, form);
}

/** Chooses what an alert shows, on every device. */
export async function savePreview(_: Result<Preferences> | null, form: FormData): Saved {
  const user = await requireUser();
  const input = preferencesPatch.pick({ preview: true }).required().safeParse(formFields(form));
  if (!input.success) return formProblem(form, input.error);
  return save(user.id, input.data, form);
}

/** Begins, changes or ends quiet hours, on every device. */
export async function saveQuietHours(_: Result<Preferences> | null, form: FormData): Saved {
  const user = await requireUser();
  const { isOn, ...fields } = formFields(form);
  const input = quietHoursInput.nullable().safeParse(isOn === 'false' ? null : fields);
  if (!input.success) return formProblem(form, input.error);
  return save(user.id, { quietHours: input.data }, form);
}

async function save(userId: string, patch: PreferencesPatch, form: FormData): Saved {
  const changed = await changePreferences(userId, patch);
  return changed.ok ? ok(changed.value) : formProblem(form, changed);
}
