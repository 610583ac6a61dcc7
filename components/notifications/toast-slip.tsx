'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import toast, { type Toast } from 'react-hot-toast';

/** A slip of paper from the corner, with a way to put it aside. */
export function ToastSlip({ state, children }: { state: Toast; children: ReactNode }) {
  const t = useTranslations('notifications');
  if (!state.visible) return null;
  return (
    <div className="pointer-events-auto flex w-full max-w-panel animate-slip gap-3 rounded-lg border border-line bg-raised p-3 shadow-float">
      {children}
      <button
        type="button"
        aria-label={t('close')}
        className="size-6 shrink-0 text-quiet hover:text-ink"
        onClick={() => toast.dismiss(state.id)}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
