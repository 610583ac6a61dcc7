'use client';

import { unstable_rethrow } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useActionState, useContext, useRef, useState, useTransition } from 'react';
import { PreferencesContext } from '@/components/preferences/use-preferences';
import { noAnswer } from '@/components/ui/use-form-action';
import type { Preferences } from '@/lib/preferences/schema';
import { failed, type Result } from '@/lib/result';

type SettingAction = (previous: Result<Preferences> | null, form: FormData) => Promise<Result<Preferences>>;

/**
 * Saves a setting as soon as it is changed. While an answer is on its way the last wish waits, and goes when it is there.
 * Before any script has run the browser posts the form itself.
 */
export function useSetting(action: SettingAction, onSaved?: (sent: FormData) => void) {
  const t = useTranslations('settings');
  const store = useContext(PreferencesContext);
  const [posted, formAction] = useActionState(action, null);
  const [called, setCalled] = useState<Result<Preferences> | null>(null);
  const [wish, setWish] = useState<FormData | null>(null);
  const [isPending, startTransition] = useTransition();
  const waiting = useRef<FormData | null>(null);
  const isSending = useRef(false);
  const result = called ?? posted;

  const send = async (form: FormData) => {
    try {
      const answer = await Promise.race([action(null, form), noAnswer()]);
      if (answer.ok) {
        store?.apply(answer.value);
        onSaved?.(form);
      }
      setCalled(answer);
    } catch (error) {
      unstable_rethrow(error);
      // Anything else is an answer that did not come: what is shown goes back to what was saved.
      setCalled(failed<Preferences>({ code: 'settings.failed', message: t('failed') }));
    }
  };
  const save = (form: FormData) => {
    setWish(form);
    waiting.current = form;
    if (isSending.current) return;
    isSending.current = true;
    startTransition(async () => {
      try {
        for (let next = waiting.current; next; next = waiting.current) {
          waiting.current = null;
          await send(next);
        }
      } finally {
        isSending.current = false;
      }
    });
  };
  return {
    problem: result && !result.ok ? result.problem : null,
    /** What is being saved, to be shown meanwhile. */
    wish: isPending ? wish : null,
    save,
    form: {
      action: formAction,
      onSubmit(event: FormEvent<HTMLFormElement>) {
        event.preventDefault();
        save(new FormData(event.currentTarget));
      },
      noValidate: true,
    },
  };
}
