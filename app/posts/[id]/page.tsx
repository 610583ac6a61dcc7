import type { Metadata, ResolvingMetadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { CommentThread } from '@/components/comments/comment-thread';
import { KnownMentions } from '@/components/comments/mention-text';
import { PostBody } from '@/components/posts/post-body';
import { PostDeletion } from '@/components/posts/post-deletion';
import { ThreadLevel } from '@/components/preferences/thread-level';
import { currentUser } from '@/lib/auth/session';
import { mentionedNames } from '@/lib/comments/mentioned-people';
import { namesIn } from '@/lib/comments/mentions';
import { loadThread } from '@/lib/comments/thread';
import { findPost } from '@/lib/posts/store';
import { summaryOf } from '@/lib/posts/summary';
import { threadLevel, usualLevel } from '@/lib/preferences/store';

const loadPost = cache(findPost);

export async function generateMetadata(
  { params }: PageProps<'/posts/[id]'>,
  parent: ResolvingMetadata,
): Promise<Metadata> {
  const post = await loadPost((await params).id);
  // No title at all would take the site's own away.
  if (!post) return {};
  const site = await parent;
  const [title, description] = [post.title, summaryOf(post.body)];
  return {
    title,
    description,
    alternates: { canonical: `/posts/${post.id}` },
    openGraph: {
      type: 'article',
      title,
      description,
      publishedTime: post.createdAt,
      authors: [post.author.displayName],
      siteName: site.openGraph?.siteName,
      images: site.openGraph?.images,
    },
  };
}

export default async function PostPage({ params, searchParams }: PageProps<'/posts/[id]'>) {
  const [{ id }, asked] = await Promise.all([params, searchParams]);
  const readAt = new Date().toISOString();
  const post = await loadPost(id);
  if (!post) notFound();

  const target = typeof asked.comment === 'string' ? asked.comment : null;
  const branch = typeof asked.thread === 'string' ? asked.thread : null;
  const user = await currentUser();
  const [thread, level] = await Promise.all([
    loadThread(post.id, { target, rootId: branch }),
    user && threadLevel(user.id, post),
  ]);
  const texts = thread.comments.map(({ body }) => body);
  return (
    <>
      <PostBody post={post} />
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        {user && level && (
          <ThreadLevel key={post.id} postId={post.id} initial={level} usual={usualLevel(user.id, post)} />
        )}
        {post.author.id === user?.id && <PostDeletion postId={post.id} isAsking={asked.delete === post.id} />}
      </div>
      <KnownMentions key={post.id} asked={texts.flatMap(namesIn)} existing={await mentionedNames(texts)}>
        <CommentThread
          postId={post.id}
          comments={thread.comments}
          nextCursor={thread.nextCursor}
          commentCount={post.commentCount}
          readAt={readAt}
          user={user}
          clientKey={crypto.randomUUID()}
          targetId={target ?? branch}
          hasTarget={target ? thread.hasTarget : thread.rootId !== null}
          rootId={thread.rootId}
          openForm={formAsked(asked)}
        />
      </KnownMentions>
    </>
  );
}

/** Before any script has run, a button below a comment asks for this page with its form open. */
function formAsked(asked: Record<string, string | string[] | undefined>) {
  for (const kind of ['reply', 'edit', 'delete'] as const) {
    const commentId = asked[kind];
    if (typeof commentId === 'string') return { kind, commentId };
  }
  return null;
}
