import { z } from 'zod';
import type { UserView } from '@/lib/auth/schema';
import { LIMITS } from '@/lib/limits';
import { isVisible, plainLine, plainText } from '@/lib/plain-text';

export interface PostView {
  id: string;
  author: UserView;
  title: string;
  body: string;
  commentCount: number;
  createdAt: string;
  lastActivityAt: string;
}

export const postInput = z.strictObject({
  title: z
    .string({ error: 'errors.titleEmpty' })
    .transform(plainLine)
    .pipe(z.string().trim().refine(isVisible, 'errors.titleEmpty').max(LIMITS.titleMax, 'errors.titleLong')),
  body: z
    .string({ error: 'errors.postEmpty' })
    .transform(plainText)
    .pipe(z.string().trim().refine(isVisible, 'errors.postEmpty').max(LIMITS.postMax, 'errors.postLong')),
});

export type PostInput = z.infer<typeof postInput>;
