'use client';

import type { ReactNode } from 'react';
import { PageLink } from '@/components/ui/page-link';

/** Leads to the account page. The menu stays mounted from page to page, so it is closed by hand. */
export function AccountLink({ children }: { children: ReactNode }) {
  return (
    <PageLink
      href="/account"
      onClick={(event) => event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
      className="mb-3 block py-2 underline underline-offset-4"
    >
      {children}
    </PageLink>
  );
}
