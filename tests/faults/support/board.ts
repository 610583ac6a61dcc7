import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import type { WireComment, WireInbox, WireNotificationItem } from '@/lib/realtime/events';
import type { Follower } from '@/tests/support/follower';
import { newPerson, type Person } from '@/tests/support/person';

/** An operation that the driver never answers is given up after 5 to 10 s, and there may be several. */
const SETTLED_MS = 40_000;

interface Accepted {
  comment: WireComment;
  parentAuthorId: string | null;
}

/** A post with its owner and writers who insist: what is not accepted is sent again with the same key. */
export class Board {
  readonly accepted: Accepted[] = [];
  retries = 0;
  private isWriting = true;

  private constructor(
    readonly owner: Person,
    readonly writers: Person[],
    readonly postId: string,
  ) {}

  static async open(url: string, writers: number): Promise<Board> {
    const [owner, ...others] = await Promise.all(Array.from({ length: writers + 1 }, () => newPerson(url)));
    if (!owner) throw new Error('a board needs an owner');
    return new Board(owner, others, await owner.post());
  }

  /** Everybody writes until told to stop: comments, and replies to what others wrote. */
  async burst(until: () => boolean = () => false): Promise<void> {
    this.isWriting = true;
    await Promise.all(
      this.writers.map(async (writer, n) => {
        for (let round = 0; this.isWriting && !until(); round++) {
          const parent = round % 3 === n % 3 ? this.accepted.at(-1 - (round % 5)) : undefined;
          await this.write(writer, parent?.comment);
        }
      }),
    );
  }

  endBurst(): void {
    this.isWriting = false;
  }

  async write(writer: Person, parent?: WireComment): Promise<void> {
    const key = randomUUID();
    for (;;) {
      try {
        const comment = await writer.comment(this.postId, `by ${key}`, parent?.id, key);
        this.accepted.push({ comment, parentAuthorId: parent?.author.id ?? null });
        return;
      } catch (error) {
        // Refused or cut off: nobody knows whether it was saved, and sending it again does no harm.
        if (/: 4\d\d /.test(String(error))) throw error;
        this.retries += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  /** Waits for delivery to end, and compares what is stored with what was accepted. */
  async expectExactlyOnce(
    devices: Map<Person, Follower[]>,
  ): Promise<{ comments: number; notifications: number }> {
    const stored = await everything<WireComment>(this.owner, `/posts/${this.postId}/comments`);
    expect(stored.map(({ id }) => id).sort()).toEqual(this.accepted.map(({ comment }) => comment.id).sort());

    let notifications = 0;
    for (const person of [this.owner, ...this.writers]) {
      const expected = this.heardBy(person);
      const rows = await vi.waitFor(
        async () => {
          const all = await everything<WireNotificationItem>(person, '/notifications');
          expect(all.map((row) => row.comment_id).sort()).toEqual(expected);
          return all;
        },
        { timeout: SETTLED_MS, interval: 200 },
      );
      notifications += rows.length;
      for (const device of devices.get(person) ?? []) {
        await vi.waitFor(
          async () => {
            // What was cut off is told once more, with a revision of its own.
            const { inbox } = await person.call<{ inbox: WireInbox }>('GET', '/notifications?limit=1');
            expect([device.view.revision, device.view.unreadCount, ids(device)]).toEqual([
              inbox.revision,
              inbox.unread_count,
              rows.slice(0, device.view.items.length).map((row) => row.notification_id),
            ]);
          },
          { timeout: SETTLED_MS, interval: 50 },
        );
      }
    }
    return { comments: stored.length, notifications };
  }

  /** Ids of the comments that a person should hear of, in order. */
  private heardBy({ user }: Person): string[] {
    return this.accepted
      .filter(({ comment, parentAuthorId }) => {
        const isOwner = user.id === this.owner.user.id;
        return comment.author.id !== user.id && (isOwner || parentAuthorId === user.id);
      })
      .map(({ comment }) => comment.id)
      .sort();
  }
}

const ids = (device: Follower) => device.view.items.map(({ id }) => id);

/** All pages of a list. */
export async function everything<T>(person: Person, path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = `?limit=100${cursor && `&cursor=${cursor}`}`;
    const page: { items: T[]; next_cursor: string | null } = await person.call('GET', `${path}${query}`);
    items.push(...page.items);
    cursor = page.next_cursor;
  }
  return items;
}
