'use client';

import { Toaster } from 'react-hot-toast';

/** Where toasts stand: below the header, so that neither the bell nor a composer is covered. */
export function Toasts() {
  return <Toaster position="top-right" containerStyle={{ top: '4rem' }} />;
}
