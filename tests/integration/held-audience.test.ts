import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deleteAccount } from '@/lib/account/delete-account';
import { createAccount } from '@/lib/auth/accounts';
import type { UserView } from '@/lib/auth/schema';
import { deleteComment } from '@/lib/comments/change';
import { insertComment } from '@/lib/comments/store';
import { startOutbox } from '@/lib/notifications/outbox';
import { listNotifications } from '@/lib/notifications/store';
import { deletePost } from '@/lib/posts/delete-post';
import { insertPost } from '@/lib/posts/store';
import { saveBlock, savePreferences, saveThreadLevel } from '@/lib/preferences/store';
import { startOwnDatabase } from '@/tests/support/own-database';

const PASSWORD = 'a long password';

let stop: () => Promise<void>;
let reads: string[] = [];
let people = 0;
let lan: UserView;
let minh: UserView;
let hoa: UserView;
let postId: string;

beforeAll(async () => {
  stop = await startOwnDatabase(({ commandName, command }) => {
    if (commandName === 'aggregate' || commandName === 'find') {
      reads.push(`${commandName} ${String(command[commandName])}`);
    }
  });
});
afterAll(() => stop());

beforeEach(async () => {
  [lan, minh, hoa] = await Promise.all([newPerson('lan'), newPerson('minh'), newPerson('hoa')]);
  postId = (await insertPost({ title: 'x', body: 'y' }, lan)).id;
  // From here on who may hear is known.
  await tell(minh);
});

test('who may hear is read once for comments that follow each other', async () => {
  reads = [];
  await tell(minh);
  await tell(hoa);
  // Where counts of the post go on from is another question, of another command.
  expect(reads).not.toContain('aggregate posts');
  expect(reads).not.toContain('find users');
  expect(await heard(lan)).toBe(3);
});

test('a reply asks for what it answers alone', async () => {
  const comment = await tell(minh);
  await write(hoa, comment);
  reads = [];
  await write(hoa, comment);
  expect(reads).toEqual(['aggregate comments']);
});

test('whoever mutes a thread, blocks somebody or switches a kind off hears nothing of the next comment', async () => {
  await saveThreadLevel(lan.id, postId, 'muted');
  await tell(minh);
  expect(await heard(lan)).toBe(1);
  await saveThreadLevel(lan.id, postId, 'following');
  await tell(minh);
  expect(await heard(lan)).toBe(2);
  await saveBlock(lan.id, minh.id, true);
  await tell(minh);
  expect(await heard(lan)).toBe(2);
  await tell(hoa);
  expect(await heard(lan)).toBe(3);
  await savePreferences(lan.id, { kinds: { NEW_COMMENT: false } });
  await tell(hoa);
  expect(await heard(lan)).toBe(3);
});

test('a thread that was read together with others is muted by itself', async () => {
  const inserted = Array.from({ length: 4 }, () => insertPost({ title: 'x', body: 'y' }, lan));
  const ids = (await Promise.all(inserted)).map(({ id }) => id);
  const before = await heard(lan);
  const outbox = startOutbox({ isAlone: false });
  const writeTo = (id: string) => insertComment({ postId: id, parentId: null, body: 'z' }, minh);
  await Promise.all(ids.map(writeTo));
  const [together, muted] = ids.slice(2);
  await saveThreadLevel(lan.id, muted ?? '', 'muted');
  // While the first is delivered the others come together.
  const written = await Promise.all([together, together, muted].map((id) => writeTo(id ?? '')));
  for (const comment of written) if (comment.ok) outbox.kick(comment.leased);
  await outbox.drain();
  expect(await heard(lan)).toBe(before + 2);
});

test('whoever begins to follow a thread hears of the next comment', async () => {
  await saveThreadLevel(hoa.id, postId, 'following');
  await tell(minh);
  expect(await heard(hoa)).toBe(1);
});

test('a post that is gone takes no comment, and a comment that is gone no reply', async () => {
  const comment = await tell(minh);
  await deleteComment(comment, minh);
  expect(await write(hoa, comment)).toMatchObject({ ok: false, code: 'errors.parentGone' });
  await deletePost(postId, lan.id);
  expect(await write(hoa)).toMatchObject({ ok: false, code: 'errors.postGone' });
});

test('somebody whose account is gone hears of nothing', async () => {
  await deleteAccount(lan.id, { password: PASSWORD });
  await tell(minh);
  expect(await heard(lan)).toBe(0);
});

test('what another person changes is no reason to ask again', async () => {
  await savePreferences(hoa.id, { sound: true });
  reads = [];
  await write(minh);
  expect(reads).toEqual([]);
});

async function newPerson(name: string): Promise<UserView> {
  const input = { name: `${name}${(people += 1)}`, password: PASSWORD };
  const created = await createAccount(input, undefined);
  if (!created.ok || !created.value) throw new Error('no account');
  return created.value;
}

const write = (author: UserView, parentId: string | null = null) =>
  insertComment({ postId, parentId, body: 'z' }, author);

/** Writes a comment and waits until everybody was told of it. */
async function tell(author: UserView): Promise<string> {
  const outbox = startOutbox({ isAlone: false });
  const comment = await write(author);
  if (!comment.ok) throw new Error(comment.code);
  outbox.kick(comment.leased);
  await outbox.drain();
  return comment.value.id;
}

const heard = async ({ id }: UserView) => (await listNotifications(id, {})).items.length;
