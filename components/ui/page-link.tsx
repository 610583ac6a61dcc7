'use client';

import Link, { useLinkStatus } from 'next/link';
import { type ComponentProps, useEffect, useState } from 'react';

/** A page that is there sooner needs no word about it. */
const SOON_MS = 150;

/**
 * A link to a page of ours. Each page is made for its reader, so fetching it ahead would only make it twice; while it is
 * on its way the line below the header says so.
 */
export function PageLink({ children, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link prefetch={false} {...props}>
      {children}
      <OnItsWay />
    </Link>
  );
}

function OnItsWay() {
  const { pending } = useLinkStatus();
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setIsLate(true), SOON_MS);
    return () => {
      clearTimeout(timer);
      setIsLate(false);
    };
  }, [pending]);
  return isLate && <span data-on-its-way hidden />;
}
