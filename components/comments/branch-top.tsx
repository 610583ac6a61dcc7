'use client';

import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageLink } from '@/components/ui/page-link';
import { exitOf } from '@/lib/comments/branch';

/**
 * Says that a branch is shown as a thread of its own, and leads back to where it goes on from.
 * @param path the ids from the first comment of the whole thread down to that of the branch
 */
export function BranchTop({ postId, path }: { postId: string; path: string[] }) {
  const t = useTranslations('thread');
  return (
    <p className="mt-4 flex flex-wrap items-center justify-between gap-x-4 border-b border-line text-sm text-quiet">
      {t('branch')}
      <PageLink
        href={`/posts/${postId}?comment=${exitOf(path, null)}`}
        className="inline-flex min-h-11 items-center gap-1 text-ink underline underline-offset-4"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t('whole')}
      </PageLink>
    </p>
  );
}
