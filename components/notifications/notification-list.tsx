'use client';

import { BellOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { NotificationEntries } from '@/components/notifications/notification-entries';
import type { NotificationList as List } from '@/components/notifications/use-notification-list';
import { createRowFocus } from '@/components/notifications/row-focus';
import { useRowActions } from '@/components/notifications/use-row-actions';
import type { InboxActions } from '@/components/notifications/inbox-actions';
import { SkeletonRows } from '@/components/notifications/skeleton-rows';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { useLoaded } from '@/components/ui/use-loaded';
import { useLocalTimeZone } from '@/components/ui/use-local-time-zone';
import { listEntries } from '@/lib/notifications/grouping';

/** With more than this only what is near the screen stays in the document. */
const VIRTUAL_FROM = 200;
/** How far below the screen the end of the list may be when more is loaded. */
const AHEAD_PX = 600;
/** Pages that are loaded without anybody scrolling: a closed group is one line, however many rows it holds. */
const UNASKED = 2;

/**
 * The rows of a list by day, in groups that open, with more loaded while one scrolls.
 * @param scroller what scrolls; the page itself where there is none
 */
export function NotificationList({
  list,
  actions: inbox,
  empty,
  headings,
  scroller,
  onOpen = nothing,
}: {
  list: List;
  actions: InboxActions;
  empty: string;
  headings: 'h2' | 'h3';
  scroller?: RefObject<HTMLElement | null>;
  onOpen?: () => void;
}) {
  const t = useTranslations('inbox');
  const { items, isLoading, hasMore, hasFailed, loads, loadMore } = list;
  const [focus] = useState(createRowFocus);
  const attach = useCallback((element: HTMLElement | null) => focus.attach(element), [focus]);
  const timeZone = useLocalTimeZone();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const entries = useMemo(() => listEntries(items, timeZone, open), [items, timeZone, open]);
  useLayoutEffect(() => focus.show(entries), [focus, entries]);
  const toggle = useCallback(
    (key: string) =>
      setOpen((now) =>
        now.has(key) ? new Set([...now].filter((each) => each !== key)) : new Set([...now, key]),
      ),
    [],
  );
  const actions = useRowActions({ inbox, focus, onToggle: toggle, onOpen });
  const end = useEndOfList(hasMore && !hasFailed, loadMore, loads, scroller);

  const loadVirtual = useCallback(async () => {
    const { VirtualEntries } = await import('@/components/notifications/virtual-entries');
    return { VirtualEntries, heights: heightsIn(focus.list()) };
  }, [focus]);
  const virtual = useLoaded(loadVirtual, entries.length > VIRTUAL_FROM);

  return (
    <div
      ref={attach}
      // Where the focus goes when the last row has gone.
      tabIndex={-1}
      className="@container outline-none"
      onFocus={focus.onFocus}
      onBlur={focus.onBlur}
    >
      {virtual ? (
        <virtual.VirtualEntries
          entries={entries}
          heights={virtual.heights}
          {...{ actions, headings, focus, scroller }}
        />
      ) : (
        <NotificationEntries
          placed={entries.map((entry, index) => ({ entry, index }))}
          actions={actions}
          headings={headings}
        />
      )}
      {items.length === 0 && !hasMore && (
        <div role="status">
          {isLoading ? (
            <>
              <span className="sr-only">{t('loading')}</span>
              <SkeletonRows />
            </>
          ) : (
            <EmptyState icon={BellOff} text={empty} />
          )}
        </div>
      )}
      {hasMore && (
        <div ref={end} className="border-t border-line py-3 text-center">
          {hasFailed && <p className="mb-1 text-quiet">{t('notLoaded')}</p>}
          <Button type="button" look="quiet" onClick={loadMore}>
            {t(hasFailed ? 'retry' : 'older')}
          </Button>
        </div>
      )}
    </div>
  );
}

/**
 * Loads more when the end of the list comes near; a new look is taken after each load. Where nobody scrolls it stops
 * soon, and the button goes on.
 */
function useEndOfList(
  isActive: boolean,
  loadMore: () => boolean,
  loads: number,
  scroller?: RefObject<HTMLElement | null>,
): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  const unasked = useRef(0);
  useEffect(() => {
    if (!isActive || !end.current) return;
    const root = scroller?.current ?? null;
    let isNear = false;
    const load = () => {
      if (isNear && unasked.current < UNASKED && loadMore()) unasked.current += 1;
    };
    const observer = new IntersectionObserver(
      ([entry]) => {
        isNear = entry?.isIntersecting ?? false;
        load();
      },
      { root, rootMargin: `0px 0px ${AHEAD_PX}px` },
    );
    observer.observe(end.current);
    const onScroll = () => {
      unasked.current = 0;
      load();
    };
    const place = root ?? window;
    place.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      place.removeEventListener('scroll', onScroll);
    };
  }, [isActive, loadMore, loads, scroller]);
  return end;
}

function heightsIn(list: HTMLElement | null): ReadonlyMap<string, number> {
  const shown = [...(list?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])];
  return new Map(shown.map((each) => [each.dataset.entry ?? '', each.getBoundingClientRect().height]));
}

const nothing = () => undefined;
