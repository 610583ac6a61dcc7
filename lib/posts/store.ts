import mongoose from 'mongoose';
import { findUser, findUsers, unknownUser } from '@/lib/auth/store';
import type { UserView } from '@/lib/auth/schema';
import { cursorAt, pageAsked, pageOf, type Page } from '@/lib/cursor';
import { beyond } from '@/lib/db/keyset';
import { Post, type PostDoc } from '@/lib/db/models/post';
import { isObjectId } from '@/lib/id';
import type { PostInput, PostView } from '@/lib/posts/schema';

export async function insertPost(input: PostInput, author: UserView): Promise<PostView> {
  const now = new Date();
  const post = new Post({ ...input, author: author.id, createdAt: now, lastActivityAt: now });
  await post.save();
  return postView(post, author);
}

/** @returns null for an id that is not one, and for a post that is not there */
export async function findPost(id: string): Promise<PostView | null> {
  const post = isObjectId(id) ? await Post.findOne({ _id: id, deletedAt: null }).lean() : null;
  return (
    post && postView(post, (await findUser(post.author.toString())) ?? unknownUser(post.author.toString()))
  );
}

export async function postExists(id: string): Promise<boolean> {
  return isObjectId(id) && (await Post.exists({ _id: id, deletedAt: null })) !== null;
}

/** @returns the titles of those of these posts that are there, by id */
export async function postTitles(ids: string[]): Promise<Map<string, string>> {
  const posts = await Post.find({ _id: mongoose.trusted({ $in: ids }), deletedAt: null })
    .select('title')
    .lean();
  return new Map(posts.map(({ _id, title }) => [_id.toString(), title]));
}

/** The feed, newest activity first. */
export async function listPosts(page: { cursor?: string | null; limit?: number }): Promise<Page<PostView>> {
  const { from, limit } = pageAsked(page);
  const docs = await Post.find({ deletedAt: null, ...(from && beyond('lastActivityAt', '$lt', from)) })
    .sort({ lastActivityAt: -1, _id: -1 })
    .limit(limit + 1)
    .lean();
  const authors = await findUsers(docs.map((post) => post.author));
  return pageOf(
    docs,
    limit,
    (post) => postView(post, authors.get(post.author.toString()) ?? unknownUser(post.author.toString())),
    (post) => cursorAt(post.lastActivityAt, post._id),
  );
}

function postView(post: PostDoc, author: UserView): PostView {
  return {
    id: post._id.toString(),
    author,
    title: post.title,
    body: post.body,
    commentCount: post.commentCount,
    createdAt: post.createdAt.toISOString(),
    lastActivityAt: post.lastActivityAt.toISOString(),
  };
}
