'use client';

import clsx from 'clsx';
import { DayHeading } from '@/components/notifications/day-heading';
import { GroupRow } from '@/components/notifications/group-row';
import { NotificationRow } from '@/components/notifications/notification-row';
import type { RowActions } from '@/components/notifications/use-row-actions';
import type { DayEntry, GroupEntry, ListEntry, RowEntry } from '@/lib/notifications/grouping';

/** An entry and its place in the whole list. */
export interface PlacedEntry<Kind = ListEntry> {
  entry: Kind;
  index: number;
  /** How much of the list is left out above it, in pixels. */
  gap?: number;
}

export interface EntriesProps {
  actions: RowActions;
  headings: 'h2' | 'h3';
}

/** Days with their rows; each day's rows are a list, also where only some of them are shown. */
export function NotificationEntries({
  placed,
  actions,
  headings,
  measure,
}: EntriesProps & {
  placed: PlacedEntry[];
  /** For a list that has to know how tall its entries are. */
  measure?: (element: HTMLElement | null) => void;
}) {
  const attributes = ({ index, gap, entry }: PlacedEntry) => ({
    'data-index': index,
    'data-entry': entry.key,
    ref: measure,
    style: gap ? { marginTop: gap } : undefined,
  });
  return daysOf(placed).map(({ day, heading, rows }) => (
    <section key={day}>
      {heading && (
        <div {...attributes(heading)}>
          <DayHeading day={day} as={headings} />
        </div>
      )}
      <ul>
        {rows.map((each) => (
          <li
            key={each.entry.key}
            {...attributes(each)}
            className={clsx('border-line', isInGroup(each.entry) ? 'ml-4 border-l pl-5' : 'border-t')}
          >
            {each.entry.kind === 'group' ? (
              <GroupRow group={each.entry} actions={actions} />
            ) : (
              <NotificationRow item={each.entry.item} isInGroup={each.entry.isInGroup} actions={actions} />
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}

interface Day {
  day: string;
  heading?: PlacedEntry<DayEntry>;
  rows: PlacedEntry<GroupEntry | RowEntry>[];
}

function daysOf(placed: PlacedEntry[]): Day[] {
  const days: Day[] = [];
  for (const each of placed) {
    const { entry } = each;
    if (days.at(-1)?.day !== entry.day) days.push({ day: entry.day, rows: [] });
    const day = days.at(-1) as Day;
    if (entry.kind === 'day') day.heading = { ...each, entry };
    else day.rows.push({ ...each, entry });
  }
  return days;
}

function isInGroup(entry: GroupEntry | RowEntry): boolean {
  return entry.kind === 'row' && entry.isInGroup;
}
