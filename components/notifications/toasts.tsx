'use client';

import { useEffect } from 'react';
import toast, { Toaster, useToasterStore } from 'react-hot-toast';
import { raiseToasts, TOASTS_ID } from '@/components/notifications/toast-layer';
import { isUndo } from '@/components/notifications/undo-toast';

const SHOWN = 3;

/** Where toasts stand: below the header, so that neither the bell nor a composer is covered. */
export function Toasts() {
  const { toasts } = useToasterStore();
  useEffect(raiseToasts, []);
  useEffect(() => {
    // News gives way to newer news only, never to what the person did.
    const news = toasts.filter(({ id, visible, type }) => visible && type === 'custom' && !isUndo(id));
    for (const { id } of news.slice(SHOWN)) toast.dismiss(id);
  }, [toasts]);
  return (
    // Always there, so that what is added to it is spoken, once; and above the panel under the bell.
    <div
      id={TOASTS_ID}
      popover="manual"
      role="status"
      aria-atomic="false"
      aria-relevant="additions"
      className="inset-auto m-0 overflow-visible border-0 bg-transparent p-0 text-inherit"
    >
      <Toaster position="top-right" containerStyle={{ top: '4rem' }} />
    </div>
  );
}
