import { EVERYTHING, isListed, type ListFilter } from '@/lib/notifications/filtered';
import type { InboxEvent } from '@/lib/notifications/reducer';
import type { RowPlace } from '@/lib/notifications/row-place';
import type { InboxSnapshot, InboxState, NotificationView } from '@/lib/notifications/schema';
import type { Marks } from '@/lib/notifications/told';
import { LIMITS } from '@/lib/limits';

const AT = '2026-01-01T00:00:00.000Z';

/** What a list gets of a snapshot of everything: its own newest rows. */
export function firstPage(snapshot: InboxSnapshot, list: ListFilter): InboxSnapshot {
  const items = snapshot.items.filter((row) => isListed(row, list)).slice(0, LIMITS.pageDefault);
  return { ...snapshot, items };
}

/** A step of the server: each runs at once, and steps of different jobs may take turns in any way. */
type Step = () => void;

/**
 * The server of the protocol, in memory: rows, a revision, and jobs cut into the steps that a database makes
 * atomic. What it says goes into `sent`, to be delivered in any order.
 */
export class InboxModel {
  readonly rows = new Map<string, NotificationView>();
  readonly sent: InboxEvent[] = [];
  revision = 0;
  retractions = 0;
  private count = 0;

  get unreadCount(): number {
    return Math.min(LIMITS.unreadMax, this.newestFirst().filter((row) => row.readAt === null).length);
  }

  newestFirst(): NotificationView[] {
    return [...this.rows.values()].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  }

  /** A batch of comments for this person: write → increment → count → emit. */
  arrive(size: number): Step[] {
    const news: NotificationView[] = [];
    const write = () => {
      for (let n = 0; n < size; n++) news.push(this.newRow());
      for (const row of news) this.rows.set(row.id, row);
    };
    return this.thenTell(write, (inbox) => {
      for (const item of news) this.sent.push({ kind: 'notification', item, inbox });
    });
  }

  /** @param pick chooses among the rows there are when it is written */
  read(pick: number): Step[] {
    return this.mark(pick, AT);
  }

  unread(pick: number): Step[] {
    return this.mark(pick, null);
  }

  readAll(): Step[] {
    const touched: string[] = [];
    const write = () => {
      for (const row of this.rows.values()) if (row.readAt === null) touched.push(row.id);
      for (const id of touched) this.rows.set(id, { ...(this.rows.get(id) as NotificationView), readAt: AT });
    };
    return this.thenTell(write, (inbox) => this.change(inbox, { read: 'all' }), touched);
  }

  retract(pick: number): Step[] {
    const ids: string[] = [];
    const write = () => {
      const rows = this.newestFirst();
      const row = rows[pick % Math.max(rows.length, 1)];
      if (!row) return;
      ids.push(row.id);
      this.rows.delete(row.id);
      this.retractions += 1;
    };
    return this.thenTell(write, (inbox) => this.change(inbox, { retracted: ids }), ids);
  }

  /** What a client asks for, or a page is rendered with: the state first, then the rows. `firstPage` cuts it. */
  snapshot(): Step[] {
    let revision = 0;
    let unreadCount = 0;
    return [
      () => (revision = this.revision),
      () => (unreadCount = this.unreadCount),
      () => {
        this.sent.push({ kind: 'snapshot', snapshot: { revision, unreadCount, items: this.newestFirst() } });
      },
    ];
  }

  /** What a connection starts with. */
  state(): Step[] {
    return [
      () =>
        this.sent.push({
          kind: 'state',
          inbox: { revision: this.revision, unreadCount: this.unreadCount },
          at: AT,
        }),
    ];
  }

  /** All there is; `firstPage` cuts it. */
  everythingNow(): InboxSnapshot {
    const { revision, unreadCount } = this;
    return { revision, unreadCount, items: this.newestFirst() };
  }

  /** The page below a row of a client, as REST gives it. */
  pageNow(after: RowPlace | null, list = EVERYTHING): InboxEvent {
    const below = this.newestFirst().filter(
      (row) => isListed(row, list) && (after === null || row.createdAt < after.createdAt),
    );
    const items = below.slice(0, LIMITS.pageDefault);
    const { revision, unreadCount } = this;
    return {
      kind: 'page',
      after,
      isLast: below.length <= items.length,
      items,
      inbox: { revision, unreadCount },
    };
  }

  private thenTell(write: Step, tell: (inbox: InboxState) => void, touched?: string[]): Step[] {
    let revision = 0;
    let unreadCount = 0;
    // What changed nothing is told to nobody.
    const ifTouched =
      (step: Step): Step =>
      () => {
        if (!touched || touched.length > 0) step();
      };
    return [
      write,
      ifTouched(() => (revision = ++this.revision)),
      ifTouched(() => (unreadCount = this.unreadCount)),
      ifTouched(() => tell({ revision, unreadCount })),
    ];
  }

  private change(inbox: InboxState, what: Omit<Marks, 'read'> & { read?: string[] | 'all' }): void {
    this.sent.push({ kind: 'change', inbox, ...what, at: AT });
  }

  /** Marks one row: write → increment → count → look at the row again → emit → answer whoever asked. */
  private mark(pick: number, readAt: string | null): Step[] {
    const wanted: string[] = [];
    const touched: string[] = [];
    const write = () => {
      const rows = this.newestFirst();
      const row = rows[pick % Math.max(rows.length, 1)];
      if (!row) return;
      wanted.push(row.id);
      if ((row.readAt === null) === (readAt === null)) return;
      touched.push(row.id);
      this.rows.set(row.id, { ...row, readAt });
    };
    const marks = (ids: string[], isRead: boolean): Marks => (isRead ? { read: ids } : { unread: ids });
    let inbox: InboxState = { revision: 0, unreadCount: 0 };
    let row: NotificationView | undefined;
    return [
      ...this.thenTell(write, (state) => (inbox = state), touched),
      () => (row = this.rows.get(wanted[0] ?? '')),
      () => {
        // Told even where the row is gone by now: a revision that is told to nobody is missed by everybody.
        if (touched.length > 0) this.change(inbox, row ? marks([row.id], row.readAt !== null) : { read: [] });
      },
      () => {
        // What changed nothing is answered with the numbers of somebody else's change.
        if (touched.length === 0) inbox = { revision: this.revision, unreadCount: this.unreadCount };
        this.sent.push({ kind: 'state', inbox, ...marks(wanted, readAt !== null), at: AT });
      },
    ];
  }

  private newRow(): NotificationView {
    const n = ++this.count;
    const id = String(n).padStart(24, '0');
    return {
      id,
      type: n % 3 === 0 ? 'NEW_REPLY' : 'NEW_COMMENT',
      sender: { id: 'a'.repeat(24), displayName: 'Lan', avatar: null },
      postId: 'b'.repeat(24),
      commentId: id,
      preview: `comment ${n}`,
      createdAt: new Date(1_700_000_000_000 + n * 1000).toISOString(),
      readAt: null,
    };
  }
}
