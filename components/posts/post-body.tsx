import { Avatar } from '@/components/ui/avatar';
import { RelativeTime } from '@/components/ui/relative-time';
import { TextBody } from '@/components/ui/text-body';
import type { PostView } from '@/lib/posts/schema';

export function PostBody({ post }: { post: PostView }) {
  return (
    <article aria-labelledby="post-title">
      <h1 id="post-title" className="text-2xl leading-snug font-semibold">
        {post.title}
      </h1>
      <p className="my-3 flex items-center gap-2 text-sm text-quiet">
        <Avatar person={post.author} />
        <span className="font-semibold text-ink">{post.author.displayName}</span>
        <RelativeTime at={post.createdAt} />
      </p>
      <TextBody text={post.body} />
    </article>
  );
}
