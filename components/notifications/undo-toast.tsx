'use client';

import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef } from 'react';
import toast, { type Toast } from 'react-hot-toast/headless';
import { ToastSlip } from '@/components/notifications/toast-slip';

const SHOWN_MS = 5_000;
const PREFIX = 'undo:';

interface Undoable {
  /** Of what was done: doing it again replaces the toast. */
  id: string;
  /** What was done, in a sentence. */
  text: string;
  undo: () => void;
  /** What was clicked goes away: the keyboard goes on here. */
  takesFocus?: boolean;
  /** Takes the focus back when the toast goes away with it. */
  giveFocus?: () => void;
}

/** Says what was just done, with one click to take it back. */
export function showUndo({ id, ...done }: Undoable): void {
  toast.custom((state) => <UndoToast state={state} {...done} />, {
    id: PREFIX + id,
  });
}

/** Whether a toast tells of what the person did, not of news. */
export function isUndo(toastId: string): boolean {
  return toastId.startsWith(PREFIX);
}

export function UndoToast({ state, text, ...button }: Omit<Undoable, 'id'> & { state: Toast }) {
  return (
    <ToastSlip state={state} showForMs={SHOWN_MS}>
      <p className="min-w-0 flex-1">{text}</p>
      <UndoButton toastId={state.id} {...button} />
    </ToastSlip>
  );
}

function UndoButton({
  toastId,
  undo,
  takesFocus,
  giveFocus,
}: Omit<Undoable, 'id' | 'text'> & { toastId: string }) {
  const t = useTranslations('notifications');
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const own = button.current;
    return () => {
      // Still in the document here; a moment later the focus would be nowhere.
      if (own && document.activeElement === own && giveFocus) setTimeout(giveFocus);
    };
  }, [giveFocus]);
  return (
    <button
      ref={button}
      type="button"
      autoFocus={takesFocus}
      className="min-h-6 shrink-0 font-semibold underline underline-offset-4"
      onClick={() => {
        toast.dismiss(toastId);
        undo();
      }}
    >
      {t('undo')}
    </button>
  );
}
