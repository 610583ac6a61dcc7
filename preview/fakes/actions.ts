'use client';

import type * as account from '@/lib/account/actions';
import type * as auth from '@/lib/auth/actions';
import type * as comments from '@/lib/comments/actions';
import type * as notifications from '@/lib/notifications/actions';
import type * as posts from '@/lib/posts/actions';
import type * as preferences from '@/lib/preferences/actions';
import { ok, type Result } from '@/lib/result';
import type { Preferences } from '@/lib/preferences/schema';
import { changePreferences } from '@/preview/stage/board';
import { network, reached } from '@/preview/stage/network';

// In place of every server action: nothing is saved, and the answer is what the state on the stage asks for.

async function act(): Promise<Result<never>> {
  await reached();
  const { problem } = network();
  return problem ? { ok: false, problem } : (ok(null) as Result<never>);
}

async function save(change: (form: FormData) => Partial<Preferences>, form: FormData) {
  const answer: Result<Preferences> = await act();
  return answer.ok ? ok(changePreferences(change(form))) : answer;
}

export const submitPassword: typeof account.submitPassword = act;
export const submitDeletion: typeof account.submitDeletion = act;
export const register: typeof auth.register = act;
export const signIn: typeof auth.signIn = act;
export const signInAsDemo: typeof auth.signInAsDemo = async () => void (await act());
export const signOut: typeof auth.signOut = async () => void (await act());
export const postComment: typeof comments.postComment = act;
export const changeComment: typeof comments.changeComment = act;
export const removeComment: typeof comments.removeComment = act;
export const removePost: typeof comments.removePost = act;
export const unblock: typeof notifications.unblock = async () => void (await act());
export const writePost: typeof posts.writePost = act;
export const chooseLocale = async () => void (await act());

export const saveSwitch: typeof preferences.saveSwitch = (_, form) =>
  save((sent) => switched(String(sent.get('name')), sent.get('isOn') === 'true'), form);
export const savePreview: typeof preferences.savePreview = (_, form) =>
  save((sent) => ({ preview: sent.get('preview') as Preferences['preview'] }), form);
export const saveQuietHours: typeof preferences.saveQuietHours = (_, form) =>
  save((sent) => {
    const text = (name: string) => String(sent.get(name));
    const isOn = sent.get('isOn') === 'true';
    return { quietHours: isOn ? { from: text('from'), to: text('to'), timeZone: text('timeZone') } : null };
  }, form);

function switched(name: string, isOn: boolean): Partial<Preferences> {
  if (name === 'toasts' || name === 'sound') return { [name]: isOn };
  return { kinds: { ...changePreferences({}).kinds, [name]: isOn } };
}
