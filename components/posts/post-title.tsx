'use client';

import { usePostTitle } from '@/components/posts/use-post-title';

/**
 * Which post something is about, for a line of small facts that may wrap: a line of its own where that is narrow. Its
 * room is kept until the title is known.
 */
export function PostTitle({ postId }: { postId: string }) {
  const title = usePostTitle(postId);
  return (
    <span className="-order-1 flex min-h-lh min-w-0 basis-full gap-1 @lg:order-none @lg:flex-initial @lg:basis-auto">
      {title !== undefined && (
        <>
          <span aria-hidden className="hidden @lg:inline">
            ·
          </span>
          <span dir="auto" className="min-w-0 truncate">
            {title}
          </span>
        </>
      )}
    </span>
  );
}
