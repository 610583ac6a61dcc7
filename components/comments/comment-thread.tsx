'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useId, useMemo } from 'react';
import { BranchTop } from '@/components/comments/branch-top';
import { CommentForm } from '@/components/comments/comment-form';
import type { Draft } from '@/components/comments/draft-store';
import { MoreComments } from '@/components/comments/more-comments';
import { NewRepliesPill } from '@/components/comments/new-replies-pill';
import { PostGone } from '@/components/comments/post-gone';
import { TargetGone } from '@/components/comments/target-gone';
import { ThreadControlsContext } from '@/components/comments/thread-controls';
import { ThreadRows, type OpenForm } from '@/components/comments/thread-rows';
import { reachOf } from '@/components/comments/thread-state';
import { useBranchRoot } from '@/components/comments/use-branch-root';
import { useBranches } from '@/components/comments/use-branches';
import { useGoTo, type Way } from '@/components/comments/use-go-to';
import { useLit } from '@/components/comments/use-lit';
import { useOpenForm } from '@/components/comments/use-open-form';
import { useNews } from '@/components/comments/use-news';
import { useThread } from '@/components/comments/use-thread';
import { useWriting } from '@/components/comments/use-writing';
import { usePreferences } from '@/components/preferences/use-preferences';
import { PageLink } from '@/components/ui/page-link';
import type { UserView } from '@/lib/auth/schema';
import type { CommentView } from '@/lib/comments/schema';
import { branchRows } from '@/lib/comments/branch';
import { ancestorsOf, openRows, pathTo, threadRows } from '@/lib/comments/tree';

interface CommentThreadProps {
  postId: string;
  comments: CommentView[];
  nextCursor: string | null;
  /** How many comments there are, on this page or not. */
  commentCount: number;
  /** When the server read all this, in ISO 8601. */
  readAt: string;
  /** Who may write here, or null for a visitor. */
  user: UserView | null;
  clientKey: string;
  /** The comment that a link led to, and whether it is there. */
  targetId: string | null;
  hasTarget: boolean;
  /** The comment whose branch the address asks for, as a thread of its own; it is there. */
  rootId: string | null;
  /** The form that is open from the start: how replies, edits and deletions work without a script. */
  openForm: Omit<OpenForm, 'key'> | null;
}

const NOBODY: string[] = [];

export function CommentThread(props: CommentThreadProps) {
  const { postId, user, clientKey, targetId, hasTarget } = props;
  const t = useTranslations();
  const { thread, dispatch, latest, tell } = useThread({ ...props, userId: user?.id ?? null });
  const { comments, cursor, isGone } = thread;
  const { collapsed, unfolded, toggle, expand, unfold } = useBranches();
  const { lit, light } = useLit(hasTarget ? targetId : null);
  const { form, openForm, closeForm } = useOpenForm(
    props.openForm && { ...props.openForm, key: `${clientKey}-form` },
  );
  const formsId = useId();

  const linked = hasTarget ? targetId : null;
  const { rootId, setRootId, showPath } = useBranchRoot({
    rootId: props.rootId,
    linkedId: linked ?? props.openForm?.commentId ?? null,
    comments,
  });
  const reveal = useCallback(
    (id: string, way: Way, held: ReadonlyMap<string, CommentView>) => {
      // One that is just being sent is not held yet, and stands where it was written.
      if (!held.has(id)) return;
      const path = pathTo(id, held);
      expand(path.slice(0, -1));
      showPath(path);
      if (way === 'go') unfold(id);
    },
    [expand, showPath, unfold],
  );
  const onReached = useCallback((id: string) => light([id]), [light]);
  const onReply = useCallback((id: string) => openForm('reply', id), [openForm]);
  const { goTo, target } = useGoTo({
    ...{ postId, linked, comments, latest, rootId, setRootId },
    ...{ reveal, onReached, onReply },
  });
  const writing = useWriting({ postId, user, thread, latest, dispatch, openForm, closeForm, goTo });
  const { waiting, pending } = writing;

  const isWhole = cursor === null;
  const keptId = form?.kind === 'reply' || form?.kind === 'edit' ? form.commentId : undefined;
  const all = useMemo(
    () => threadRows([...comments.values(), ...pending], { isWhole, keptId }),
    [comments, pending, isWhole, keptId],
  );
  const rows = useMemo(() => openRows(branchRows(all, rootId), collapsed), [all, rootId, collapsed]);
  const count = all.filter(({ comment }) => !comment.deletedAt && !waiting.has(comment.id)).length;
  const blocked = usePreferences()?.preferences.blocked ?? NOBODY;
  const { unseen, isAbove } = useNews({ postId, thread, latest, dispatch, all, rows, blocked, light });

  const controls = useMemo(
    () => ({
      ...{ postId, user, isGone, formsId, openForm, closeForm, toggle, unfold },
      ...writing.controls,
      send(draft: Draft, parentId: string | null) {
        // Below the deepest one it would stand in a thread of its own: that is gone on to.
        if (parentId) showPath([...pathTo(parentId, latest().comments), '']);
        writing.controls.send(draft, parentId);
      },
      collapseAbove(comment: CommentView, steps: number) {
        const first = ancestorsOf(comment, latest().comments)[steps];
        if (!first) return;
        toggle(first);
        goTo(first, 'focus');
      },
      onChanged(comment: CommentView) {
        tell([comment]);
        closeForm(comment.id);
      },
    }),
    [
      postId,
      user,
      isGone,
      formsId,
      openForm,
      closeForm,
      toggle,
      unfold,
      writing.controls,
      showPath,
      latest,
      goTo,
      tell,
    ],
  );

  return (
    <ThreadControlsContext value={controls}>
      <section
        aria-labelledby="comments-title"
        data-thread={postId}
        className="mt-8 border-t border-line pt-4 max-sm:pb-16"
      >
        {targetId && !hasTarget && target !== targetId && <TargetGone key={targetId} />}
        <h2 id="comments-title" tabIndex={-1} className="font-semibold tabular-nums">
          {t('comments.title', { count: isWhole ? count : Math.max(count, props.commentCount) })}
        </h2>
        {user ? (
          <CommentForm parent={null} clientKey={clientKey} refusal={writing.refusalOf('')} />
        ) : (
          <p className="my-4">
            <PageLink href={`/sign-in?next=/posts/${postId}`} className="underline underline-offset-4">
              {t('comments.signIn')}
            </PageLink>
          </p>
        )}
        {/* Before any script has run, its buttons ask for this page with their form open. */}
        <form id={formsId} action={`/posts/${postId}`} />
        {rootId && rows[0]?.comment.id === rootId && (
          <BranchTop postId={postId} path={pathTo(rootId, comments)} />
        )}
        <ThreadRows
          rows={rows}
          reach={reachOf(thread)}
          more={
            cursor && (
              <MoreComments
                postId={postId}
                cursor={cursor}
                onLoaded={(more, next) => dispatch({ kind: 'page', comments: more, cursor: next })}
              />
            )
          }
          collapsed={collapsed}
          lit={lit}
          target={target}
          blocked={blocked}
          unfolded={unfolded}
          openForm={form}
          refusalOf={writing.refusalOf}
          waiting={waiting}
          sentAs={thread.sentAs}
        />
        <p role="status" className="sr-only">
          {writing.hasArrived && t('thread.posted')}
        </p>
        {isGone ? (
          <PostGone />
        ) : (
          <NewRepliesPill count={unseen.length} isAbove={isAbove} onGo={() => unseen[0] && goTo(unseen[0])} />
        )}
      </section>
    </ThreadControlsContext>
  );
}
