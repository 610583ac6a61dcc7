import { z } from 'zod';
import type { UserView } from '@/lib/auth/schema';
import { objectId } from '@/lib/id';
import { LIMITS } from '@/lib/limits';
import { isVisible, plainText } from '@/lib/plain-text';

export interface CommentView {
  id: string;
  postId: string;
  parentId: string | null;
  author: UserView;
  body: string;
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
}

const body = z
  .string({ error: 'errors.commentEmpty' })
  .transform(plainText)
  .pipe(
    z.string().trim().refine(isVisible, 'errors.commentEmpty').max(LIMITS.commentMax, 'errors.commentLong'),
  );

export const commentInput = z.strictObject({
  postId: objectId,
  parentId: objectId.nullish().transform((id) => id ?? null),
  body,
  /** Idempotency key of the writer's choice: a repeat answers with the first comment. */
  clientKey: z
    .string({ error: 'errors.clientKeyInvalid' })
    .min(1, 'errors.clientKeyInvalid')
    .max(100, 'errors.clientKeyInvalid')
    .optional(),
});

export const commentEdit = z.strictObject({ body });

/** The forms beside a comment or a post of one's own. */
export const commentChange = z.strictObject({ id: objectId, body });
export const deletionInput = z.strictObject({ id: objectId });

export type CommentInput = z.infer<typeof commentInput>;
