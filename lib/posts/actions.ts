'use server';

import { redirect } from 'next/navigation';
import { callerOf, requireUser } from '@/lib/auth/session';
import { formFields, formProblem } from '@/lib/form-problem';
import { postInput, type PostView } from '@/lib/posts/schema';
import { insertPost } from '@/lib/posts/store';
import { tooOften } from '@/lib/rate-limits/limiter';
import type { Result } from '@/lib/result';
import { runFormAction } from '@/lib/run-action';

/** Publishes a post and opens it. */
export async function writePost(_: Result<PostView> | null, form: FormData): Promise<Result<PostView>> {
  return runFormAction('writePost', form, async () => {
    const user = await requireUser();
    const input = postInput.safeParse(formFields(form));
    if (!input.success) return formProblem(form, input.error);
    const tooSoon = await tooOften('post', await callerOf(user));
    if (tooSoon) return formProblem(form, tooSoon);

    const post = await insertPost(input.data, user);
    redirect(`/posts/${post.id}`);
  });
}
