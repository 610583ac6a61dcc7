'use client';

import {
  defaultRangeExtractor,
  useVirtualizer,
  useWindowVirtualizer,
  type VirtualItem,
} from '@tanstack/react-virtual';
import { type RefObject, useEffect, useState } from 'react';
import {
  type EntriesProps,
  NotificationEntries,
  type PlacedEntry,
} from '@/components/notifications/notification-entries';
import type { RowFocus } from '@/components/notifications/row-focus';
import type { ListEntry } from '@/lib/notifications/grouping';

const OVERSCAN = 10;
/** Until an entry was measured. */
const HEIGHT_PX = { day: 44, group: 92, row: 92 };

interface VirtualProps extends EntriesProps {
  entries: ListEntry[];
  focus: RowFocus;
  /** Heights of what was shown before this took over, so that nothing moves. */
  heights: ReadonlyMap<string, number>;
}

/**
 * Entries of which only those near the screen are in the document.
 * @param scroller what scrolls; the page itself where there is none
 */
export function VirtualEntries({
  scroller,
  ...props
}: VirtualProps & { scroller?: RefObject<HTMLElement | null> }) {
  return scroller ? <InPanel {...props} scroller={scroller} /> : <OnPage {...props} />;
}

function OnPage(props: VirtualProps) {
  const scrollMargin = useTop(props.focus);
  const virtualizer = useWindowVirtualizer<HTMLElement>({ ...optionsOf(props), scrollMargin });
  return (
    <Shown
      {...props}
      items={virtualizer.getVirtualItems()}
      start={scrollMargin}
      end={scrollMargin + virtualizer.getTotalSize()}
      measure={virtualizer.measureElement}
    />
  );
}

function InPanel({ scroller, ...props }: VirtualProps & { scroller: RefObject<HTMLElement | null> }) {
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    ...optionsOf(props),
    getScrollElement: () => scroller.current,
  });
  return (
    <Shown
      {...props}
      items={virtualizer.getVirtualItems()}
      start={0}
      end={virtualizer.getTotalSize()}
      measure={virtualizer.measureElement}
    />
  );
}

function Shown({
  entries,
  items,
  start,
  end,
  ...rest
}: VirtualProps & {
  items: VirtualItem[];
  start: number;
  end: number;
  measure: (element: HTMLElement | null) => void;
}) {
  return (
    <div style={{ paddingBottom: Math.max(0, end - (items.at(-1)?.end ?? start)) }}>
      <NotificationEntries placed={placedFrom(items, entries, start)} {...rest} />
    </div>
  );
}

function optionsOf({ entries, focus, heights }: VirtualProps) {
  return {
    count: entries.length,
    overscan: OVERSCAN,
    getItemKey: (index: number) => entries[index]?.key ?? index,
    estimateSize(index: number) {
      const entry = entries[index];
      return entry ? (heights.get(entry.key) ?? HEIGHT_PX[entry.kind]) : 0;
    },
    rangeExtractor(range: Parameters<typeof defaultRangeExtractor>[0]) {
      const near = defaultRangeExtractor(range);
      // What has the focus stays, wherever it was scrolled to.
      const focused = entries.findIndex(({ key }) => key === focus.key());
      return focused < 0 ? near : [...new Set([focused, ...near])].sort((a, b) => a - b);
    },
  };
}

function placedFrom(items: VirtualItem[], entries: ListEntry[], start: number): PlacedEntry[] {
  const placed: PlacedEntry[] = [];
  let end = start;
  for (const item of items) {
    const entry = entries[item.index];
    if (entry) placed.push({ entry, index: item.index, gap: item.start - end });
    end = item.end;
  }
  return placed;
}

/** How far below the top of the page the list begins; looked at again whenever something changes its size. */
function useTop(focus: RowFocus): number {
  const [top, setTop] = useState(0);
  useEffect(() => {
    const look = () => setTop(Math.round((focus.list()?.getBoundingClientRect().top ?? 0) + window.scrollY));
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [focus]);
  return top;
}
