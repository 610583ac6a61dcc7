'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import toast, { type Toast } from 'react-hot-toast/headless';

/** Whether no toast goes by itself now: somebody is at one of them, or nobody is here. */
export const ToastPause = createContext(false);

/** A slip of paper from the corner, with a way to put it aside. */
export function ToastSlip({
  state,
  showForMs,
  children,
}: {
  state: Toast;
  showForMs: number;
  children: ReactNode;
}) {
  const t = useTranslations('notifications');
  useGoneAfter(showForMs, state);
  return (
    <div
      data-toast={state.id}
      className="pointer-events-auto mb-2 flex animate-slip gap-3 rounded-lg border border-line bg-raised p-3 shadow-float"
    >
      {children}
      <button
        type="button"
        aria-label={t('close')}
        className="-m-1 inline-flex size-8 shrink-0 items-center justify-center text-quiet hover:text-ink pointer-coarse:-m-2 pointer-coarse:size-11"
        onClick={() => toast.dismiss(state.id)}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}

/** Raised again, it begins anew. */
function useGoneAfter(ms: number, { id, createdAt }: Toast): void {
  const isPaused = useContext(ToastPause);
  const left = useRef({ ms, createdAt });
  useEffect(() => {
    if (left.current.createdAt !== createdAt) left.current = { ms, createdAt };
    if (isPaused) return;
    const from = Date.now();
    const timer = setTimeout(() => toast.dismiss(id), left.current.ms);
    return () => {
      clearTimeout(timer);
      left.current.ms -= Date.now() - from;
    };
  }, [ms, id, createdAt, isPaused]);
}
