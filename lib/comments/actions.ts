'use server';

import { redirect } from 'next/navigation';
import { after } from 'next/server';
import { callerOf, requireUser } from '@/lib/auth/session';
import { deleteComment, editComment } from '@/lib/comments/change';
import { commentChange, commentInput, type CommentView, deletionInput } from '@/lib/comments/schema';
import { insertComment } from '@/lib/comments/store';
import { submissionKey } from '@/lib/comments/submission-key';
import { tellOfComment, tellOfDeletedPost } from '@/lib/comments/tell';
import { formFields, formProblem } from '@/lib/form-problem';
import { deletePost } from '@/lib/posts/delete-post';
import { tooOften } from '@/lib/rate-limits/limiter';
import { ok, type Result } from '@/lib/result';
import { runFormAction } from '@/lib/run-action';

/** Saves a comment or a reply; whoever should hear of it hears after the writer has the answer. */
export async function postComment(
  _: Result<CommentView> | null,
  form: FormData,
): Promise<Result<CommentView>> {
  return runFormAction('postComment', form, async () => {
    const user = await requireUser();
    const input = commentInput.safeParse(formFields(form));
    if (!input.success) return formProblem(form, input.error);
    const tooSoon = await tooOften('comment', await callerOf(user));
    if (tooSoon) return formProblem(form, tooSoon);

    const inserted = await insertComment({ ...input.data, clientKey: submissionKey(input.data) }, user);
    if (!inserted.ok) return formProblem(form, inserted);
    if (!inserted.isRepeat) after(() => tellOfComment(inserted.value, 'created', inserted.leased));
    return ok(inserted.value);
  });
}

/** Changes one's own comment; people it names for the first time hear of it. */
export async function changeComment(
  _: Result<CommentView> | null,
  form: FormData,
): Promise<Result<CommentView>> {
  return runFormAction('changeComment', form, async () => {
    const user = await requireUser();
    const input = commentChange.safeParse(formFields(form));
    if (!input.success) return formProblem(form, input.error);
    const tooSoon = await tooOften('edit', await callerOf(user));
    if (tooSoon) return formProblem(form, tooSoon);

    const edited = await editComment(input.data.id, input.data.body, user);
    if (!edited.ok) return formProblem(form, edited);
    after(() => tellOfComment(edited.value, 'edited'));
    return ok(edited.value);
  });
}

/** Deletes one's own comment, and takes back what was told of it. */
export async function removeComment(
  _: Result<CommentView> | null,
  form: FormData,
): Promise<Result<CommentView>> {
  return runFormAction('removeComment', form, async () => {
    const user = await requireUser();
    const input = deletionInput.safeParse(formFields(form));
    if (!input.success) return formProblem(form, input.error);
    const tooSoon = await tooOften('edit', await callerOf(user));
    if (tooSoon) return formProblem(form, tooSoon);

    const deleted = await deleteComment(input.data.id, user);
    if (!deleted.ok) return formProblem(form, deleted);
    after(() => tellOfComment(deleted.value, 'deleted'));
    return ok(deleted.value);
  });
}

/** Deletes one's own post with all that belongs to it, comments included, and goes to the home page. */
export async function removePost(_: Result<null> | null, form: FormData): Promise<Result<null>> {
  return runFormAction('removePost', form, async () => {
    const user = await requireUser();
    const input = deletionInput.safeParse(formFields(form));
    if (!input.success) return formProblem(form, input.error);
    const tooSoon = await tooOften('edit', await callerOf(user));
    if (tooSoon) return formProblem(form, tooSoon);

    const deleted = await deletePost(input.data.id, user.id);
    if (!deleted.ok) return formProblem(form, deleted);
    after(() => tellOfDeletedPost(input.data.id));
    redirect('/?deleted=post');
  });
}
