import { z } from 'zod';
import type { UserView } from '@/lib/auth/schema';
import { LIMITS } from '@/lib/limits';

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
    .trim()
    .min(1, 'errors.titleEmpty')
    .max(LIMITS.titleMax, 'errors.titleLong'),
  body: z
    .string({ error: 'errors.postEmpty' })
    .trim()
    .min(1, 'errors.postEmpty')
    .max(LIMITS.postMax, 'errors.postLong'),
});

export type PostInput = z.infer<typeof postInput>;
