'use client';

import { useTranslations } from 'next-intl';
import toast, { type Toast } from 'react-hot-toast';
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
}

/** Says what was just done, with one click to take it back. */
export function showUndo({ id, ...done }: Undoable): void {
  toast.custom((state) => <UndoToast state={state} {...done} />, {
    id: PREFIX + id,
    duration: SHOWN_MS,
  });
}

/** Whether a toast tells of what the person did, not of news. */
export function isUndo(toastId: string): boolean {
  return toastId.startsWith(PREFIX);
}

export function UndoToast({ state, text, undo, takesFocus }: Omit<Undoable, 'id'> & { state: Toast }) {
  const t = useTranslations('notifications');
  return (
    <ToastSlip state={state}>
      <p className="min-w-0 flex-1">{text}</p>
      <button
        type="button"
        autoFocus={takesFocus}
        className="min-h-6 shrink-0 font-semibold underline underline-offset-4"
        onClick={() => {
          toast.dismiss(state.id);
          undo();
        }}
      >
        {t('undo')}
      </button>
    </ToastSlip>
  );
}
