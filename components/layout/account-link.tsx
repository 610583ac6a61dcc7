'use client';

import type { ReactNode } from 'react';
import { PageLink } from '@/components/ui/page-link';

/** Leads from the account menu to a page. The menu stays mounted from page to page, so it is closed by hand. */
export function AccountLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <PageLink
      href={href}
      onClick={(event) => event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
      className="block py-2 underline underline-offset-4"
    >
      {children}
    </PageLink>
  );
}
