'use client';

import { useEffect } from 'react';
import toast, { Toaster, useToasterStore } from 'react-hot-toast';

const SHOWN = 3;

/** Where toasts stand: below the header, so that neither the bell nor a composer is covered. */
export function Toasts() {
  const { toasts } = useToasterStore();
  useEffect(() => {
    const visible = toasts.filter((each) => each.visible);
    for (const { id } of visible.slice(SHOWN)) toast.dismiss(id);
  }, [toasts]);
  return (
    // Always there, so that what is added to it is spoken, once.
    <div role="status" aria-atomic="false" aria-relevant="additions">
      <Toaster position="top-right" containerStyle={{ top: '4rem' }} />
    </div>
  );
}
