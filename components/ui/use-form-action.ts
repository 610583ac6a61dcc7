'use client';

import { unstable_rethrow } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useActionState, useEffect, useRef, useState, useTransition } from 'react';
import { failed, type Result } from '@/lib/result';

const ANSWER_MS = 15_000;

type Action<T> = (previous: Result<T> | null, form: FormData) => Promise<Result<T>>;

/**
 * Runs a form by its server action. Before hydration the browser posts it; afterwards the same action is called
 * from here, so that what was typed stays when the server cannot be reached.
 * @param onDone is told what was sent as well: the form may hold something else by then
 */
export function useFormAction<T>(
  action: Action<T>,
  onDone?: (value: T, form: HTMLFormElement, sent: FormData) => void,
) {
  const t = useTranslations('offline');
  const [posted, formAction] = useActionState(action, null);
  const [called, setCalled] = useState<Result<T> | null>(null);
  const [isPending, startTransition] = useTransition();
  const formRef = useRef<HTMLFormElement>(null);
  const result = called ?? posted;
  const problem = result && !result.ok ? result.problem : null;

  useEffect(() => {
    if (problem) formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const form = event.currentTarget;
    const sent = new FormData(form);
    startTransition(async () => {
      try {
        const answer = await Promise.race([action(null, sent), noAnswer()]);
        setCalled(answer);
        if (answer.ok) onDone?.(answer.value, form, sent);
      } catch (error) {
        unstable_rethrow(error);
        // Anything else is an answer that did not come: say so beside the text, which stays.
        const reason = navigator.onLine ? 'textSafe' : 'youAre';
        setCalled(failed<T>({ code: `offline.${reason}`, message: t(reason) }));
      }
    });
  };
  const form = { ref: formRef, action: formAction, onSubmit, noValidate: true };
  return { problem, isDone: result?.ok === true, isPending, form };
}

/** An answer that does not come must not keep the person waiting for ever; the text stays, and may be sent again. */
export async function noAnswer(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
  throw new Error('no answer');
}
