'use client';

import { type CSSProperties } from 'react';
import { useThreadControls } from '@/components/comments/thread-controls';
import type { CommentView } from '@/lib/comments/schema';

/**
 * The lines along the left: one for each branch that a comment is in. A click on one hides that branch; who does not
 * point has the button below its first comment.
 */
export function ThreadLines({ comment, level }: { comment: CommentView; level: number }) {
  const { collapseAbove } = useThreadControls();
  return Array.from({ length: level }, (_, index) => index + 1).map((each) => (
    <span
      key={each}
      aria-hidden
      style={{ '--level': each } as CSSProperties}
      className="thread-line cursor-pointer border-l border-line hover:border-outline"
      onClick={() => collapseAbove(comment, level - each)}
    />
  ));
}
