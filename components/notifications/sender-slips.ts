import { alertIdOf, type Raised, withNews } from '@/components/notifications/sender-alert';

/** What each slip has told of since it began. Kept beside React, as the toasts are: two may come before one is drawn. */
const slips = new Map<string, { raised: Raised[]; isGone: boolean }>();

/** Adds to the slip of a sender while that stands, else begins anew. @returns all that it tells of, oldest first */
export function addToSlip(news: Raised): Raised[] {
  const id = alertIdOf(news.item);
  const slip = slips.get(id);
  const raised = withNews(slip && !slip.isGone ? slip.raised : [], news);
  slips.set(id, { raised, isGone: false });
  return raised;
}

/** Says that a slip is drawn. @returns how to say that it no longer is, for whatever reason: the next one begins anew */
export function standSlip(id: string): () => void {
  const mark = (isGone: boolean) => {
    const slip = slips.get(id);
    if (slip) slips.set(id, { ...slip, isGone });
  };
  mark(false);
  return () => mark(true);
}

/** @returns ids of the notifications that a toast tells of; none of one that tells of no sender */
export function idsInSlip(toastId: string): string[] {
  return slips.get(toastId)?.raised.map(({ item }) => item.id) ?? [];
}
