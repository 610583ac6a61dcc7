import { DEMO_PASSWORD, DEMO_PEOPLE } from '@/lib/auth/demo';
import { hashPassword, passwordMatches } from '@/lib/auth/password';
import type { UserView } from '@/lib/auth/schema';
import { type Account, findAccount, insertUser, markDemo } from '@/lib/auth/store';
import { insertComment } from '@/lib/comments/store';
import { insertPost, listPosts } from '@/lib/posts/store';

/**
 * Puts the demo's people and a first conversation into an empty board. Run again it adds only what is missing.
 * Its comments are delivered by the outbox as any others are.
 */
export async function seedDemo(): Promise<void> {
  const [lan, minh, hoa] = await Promise.all(DEMO_PEOPLE.map(demoPerson));
  if (!lan || !minh || !hoa || (await listPosts({ limit: 1 })).items.length > 0) return;

  const coffee = await insertPost(
    {
      title: 'Where do you drink coffee when it rains?',
      body: 'Looking for a quiet corner with a roof and a view of the street. Bonus for egg coffee.',
    },
    lan,
  );
  const first = await say(
    coffee.id,
    null,
    minh,
    'The place above the bookshop on Hàng Bạc. Third floor, by the window.',
  );
  const reply = await say(
    coffee.id,
    first,
    hoa,
    'Seconded. Go before nine, after that every chair is taken.',
  );
  await say(coffee.id, reply, minh, 'And the stairs are steep, so hold on to your cup.');

  const books = await insertPost(
    {
      title: 'One book to give to a friend who stopped reading',
      body: 'Short, warm, hard to put down. What would it be?',
    },
    hoa,
  );
  await say(books.id, null, lan, 'The Old Man and the Sea. An afternoon is enough, and it stays for years.');
}

async function demoPerson(person: { name: string; displayName: string }): Promise<UserView | null> {
  const known = await findAccount(person.name);
  if (known?.isDemo) return known.user;
  if (known) return adopt(known);
  // Past the door for passwords: everybody is to know this one.
  const created = await insertUser({
    ...person,
    isDemo: true,
    passwordHash: await hashPassword(DEMO_PASSWORD),
  });
  return created.ok ? created.value : null;
}

/** Demo people of before they were marked have the demo's password, which nobody else may choose. */
async function adopt({ user, passwordHash }: Account): Promise<UserView | null> {
  if (!(await passwordMatches(passwordHash, DEMO_PASSWORD))) return null;
  await markDemo(user.id);
  return user;
}

async function say(postId: string, parentId: string | null, author: UserView, body: string): Promise<string> {
  const inserted = await insertComment({ postId, parentId, body }, author);
  if (!inserted.ok) throw new Error(`the demo could not be seeded: ${inserted.code}`);
  return inserted.value.id;
}
