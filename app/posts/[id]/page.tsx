import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { CommentThread } from '@/components/comments/comment-thread';
import { namesIn } from '@/components/comments/mention-names';
import { KnownMentions } from '@/components/comments/mention-text';
import { PostBody } from '@/components/posts/post-body';
import { ThreadLevel } from '@/components/preferences/thread-level';
import { currentUser } from '@/lib/auth/session';
import { mentionedNames } from '@/lib/comments/mentioned-people';
import { loadThread } from '@/lib/comments/thread';
import { findPost } from '@/lib/posts/store';
import { threadLevel } from '@/lib/preferences/store';

const loadPost = cache(findPost);

export async function generateMetadata({ params }: PageProps<'/posts/[id]'>): Promise<Metadata> {
  const post = await loadPost((await params).id);
  // No title at all would take the site's own away.
  return post ? { title: post.title } : {};
}

export default async function PostPage({ params, searchParams }: PageProps<'/posts/[id]'>) {
  const [{ id }, { comment, reply }] = await Promise.all([params, searchParams]);
  const post = await loadPost(id);
  if (!post) notFound();

  const target = typeof comment === 'string' ? comment : null;
  const [t, user, thread] = await Promise.all([
    getTranslations('comments'),
    currentUser(),
    loadThread(post.id, target),
  ]);
  const texts = thread.comments.map(({ body }) => body);
  return (
    <>
      <PostBody post={post} />
      {user && <ThreadLevel key={post.id} postId={post.id} initial={await threadLevel(user.id, post)} />}
      {target && !thread.hasTarget && (
        <p role="status" className="mt-6 rounded-sm border border-line bg-raised p-3 text-quiet">
          {t('targetGone')}
        </p>
      )}
      <KnownMentions key={post.id} asked={texts.flatMap(namesIn)} existing={await mentionedNames(texts)}>
        <CommentThread
          postId={post.id}
          comments={thread.comments}
          nextCursor={thread.nextCursor}
          userId={user?.id ?? null}
          clientKey={crypto.randomUUID()}
          targetId={target}
          replyTo={typeof reply === 'string' ? reply : null}
        />
      </KnownMentions>
    </>
  );
}
