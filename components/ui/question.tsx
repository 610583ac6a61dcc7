'use client';

import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useFormAction } from '@/components/ui/use-form-action';
import type { Result } from '@/lib/result';

/** Asks once before something is done that cannot be taken back, where it was asked for. Escape means no. */
export function Question<T>(props: {
  id: string;
  /** Id of what it is about; the action finds it as `id`. */
  subject: string;
  action: (previous: Result<T> | null, form: FormData) => Promise<Result<T>>;
  question: string;
  yes: string;
  no: string;
  onDone?: (value: T) => void;
  onCancel: () => void;
}) {
  const questionId = useId();
  const { problem, isPending, form } = useFormAction(props.action, (value: T) => props.onDone?.(value));
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // It was disabled meanwhile, which took the focus away.
    if (problem) confirm.current?.focus();
  }, [problem]);
  const cancelOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onCancel();
  };
  return (
    <form {...form} id={props.id} className="my-2">
      <FormError problem={problem} />
      <input type="hidden" name="id" value={props.subject} />
      <div className="flex flex-wrap items-center gap-2">
        <span id={questionId}>{props.question}</span>
        <Button
          ref={confirm}
          look="danger"
          autoFocus
          disabled={isPending}
          aria-describedby={questionId}
          onKeyDown={cancelOnEscape}
        >
          {props.yes}
        </Button>
        <Button type="button" look="quiet" onClick={props.onCancel} onKeyDown={cancelOnEscape}>
          {props.no}
        </Button>
      </div>
    </form>
  );
}
