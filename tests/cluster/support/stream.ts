import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WireComment } from '@/lib/realtime/events';
import type { Neighbour } from '@/tests/cluster/support/people';
import type { Person } from '@/tests/support/person';

interface Accepted {
  comment: WireComment;
  /** Who has to hear of it. */
  recipients: string[];
}

/** Every so many comments one is a reply to the last one on the same post. */
const REPLY_EVERY = 4;
const AGAIN_MS = 200;

/** A steady stream of comments: the next one comes at its time, whether or not the last one was answered. */
export class Stream {
  readonly accepted: Accepted[] = [];
  /** Milliseconds from when a comment was due to its 201. */
  readonly tookMs: number[] = [];
  /** Why something had to be sent again. */
  readonly retries: string[] = [];
  private readonly lastOn = new Map<string, WireComment>();
  private isFlowing = true;

  constructor(
    private readonly neighbours: Neighbour[],
    private readonly authors: Person[],
    private readonly perSecond: number,
  ) {}

  /** Flows until it is ended, and resolves when all is accepted. */
  async flow(): Promise<void> {
    const from = Date.now();
    const writing: Promise<void>[] = [];
    for (let n = 0; this.isFlowing; n++) {
      const dueAt = from + (n * 1_000) / this.perSecond;
      await sleep(dueAt - Date.now());
      writing.push(this.write(n, dueAt));
    }
    await Promise.all(writing);
  }

  end(): void {
    this.isFlowing = false;
  }

  /** Ids of the comments that a person should hear of, in order. */
  heardBy(userId: string): string[] {
    return this.accepted
      .filter(({ recipients }) => recipients.includes(userId))
      .map(({ comment }) => comment.id)
      .sort();
  }

  private async write(n: number, dueAt: number): Promise<void> {
    const author = this.authors[n % this.authors.length];
    const { person: owner, postId } = this.neighbours[n % this.neighbours.length] ?? {};
    if (!author || !owner || !postId) throw new Error('a stream needs people');
    const parent = n % REPLY_EVERY === 0 ? this.lastOn.get(postId) : undefined;
    const comment = await this.insist(author, postId, parent?.id);
    this.tookMs.push(Date.now() - dueAt);
    this.lastOn.set(postId, comment);
    const concerned = new Set([owner.user.id, ...(parent ? [parent.author.id] : [])]);
    concerned.delete(author.user.id);
    this.accepted.push({ comment, recipients: [...concerned] });
  }

  /** As a browser does: what is not accepted is sent again with the same key. */
  private async insist(author: Person, postId: string, parentId?: string): Promise<WireComment> {
    const key = randomUUID();
    for (;;) {
      try {
        return await author.comment(postId, `by ${key}`, parentId, key);
      } catch (error) {
        if (/: 4\d\d /.test(String(error))) throw error;
        this.retries.push(String((error as Error).cause ?? error).slice(0, 200));
        await sleep(AGAIN_MS);
      }
    }
  }
}
