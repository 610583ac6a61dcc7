'use server';

import { after } from 'next/server';
import { requireUser } from '@/lib/auth/session';
import { commentInput, type CommentView } from '@/lib/comments/schema';
import { insertComment } from '@/lib/comments/store';
import { submissionKey } from '@/lib/comments/submission-key';
import { tellOfComment } from '@/lib/comments/tell';
import { formFields, formProblem } from '@/lib/form-problem';
import { ok, type Result } from '@/lib/result';

/** Saves a comment or a reply; whoever should hear of it hears after the writer has the answer. */
export async function postComment(
  _: Result<CommentView> | null,
  form: FormData,
): Promise<Result<CommentView>> {
  const user = await requireUser();
  const input = commentInput.safeParse(formFields(form));
  if (!input.success) return formProblem(form, input.error);

  const inserted = await insertComment({ ...input.data, clientKey: submissionKey(input.data) }, user);
  if (!inserted.ok) return formProblem(form, inserted);
  after(() => tellOfComment(inserted.value));
  return ok(inserted.value);
}
