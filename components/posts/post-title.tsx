'use client';

import { usePostTitle } from '@/components/posts/use-post-title';

/** Which post something is about, behind what stands before it on the line; nothing until that is known. */
export function PostTitle({ postId }: { postId: string }) {
  const title = usePostTitle(postId);
  if (title === undefined) return null;
  return (
    <>
      <span aria-hidden>·</span>
      <span dir="auto" className="min-w-0 truncate">
        {title}
      </span>
    </>
  );
}
