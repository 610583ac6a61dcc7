import Link from 'next/link';
import type { ComponentProps } from 'react';

/** A link to a page of ours. Each page is made for its reader, so fetching it ahead would only make it twice. */
export function PageLink(props: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...props} />;
}
