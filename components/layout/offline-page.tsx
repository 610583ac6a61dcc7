'use client';

import { useLocale } from 'next-intl';
import { useEffect } from 'react';

/** Lets the browser keep a page for when none can be reached, in the language of this one. */
export function OfflinePage() {
  const locale = useLocale();
  useEffect(() => {
    // Only on a secure origin. Where it fails there is the browser's own page, as everywhere else.
    const register = () =>
      void navigator.serviceWorker?.register(`/sw.js?lang=${locale}`).catch(() => undefined);
    // After everything that is needed to see and use the page.
    if (document.readyState === 'complete') register();
    else addEventListener('load', register, { once: true });
    return () => removeEventListener('load', register);
  }, [locale]);
  return null;
}
