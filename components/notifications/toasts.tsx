'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import toast, { resolveValue, type Toast, useToaster } from 'react-hot-toast/headless';
import { MoreToasts } from '@/components/notifications/more-toasts';
import { idsInSlip } from '@/components/notifications/sender-slips';
import { raiseToasts, TOASTS_ID } from '@/components/notifications/toast-layer';
import { ToastPause, ToastSlip } from '@/components/notifications/toast-slip';
import { isUndo } from '@/components/notifications/undo-toast';
import { useToastKeys } from '@/components/notifications/use-toast-keys';

const SHOWN = 3;
const FAILED_MS = 6_000;
/** Each slip counts for itself: the library's clock gives one that comes during a pause the whole pause on top. */
const FOREVER = { duration: Infinity };

/** Where toasts stand: below the header, so that neither the bell nor a composer is covered. */
export function Toasts() {
  const t = useTranslations('notifications');
  const { toasts } = useToaster(FOREVER);
  const layer = useRef<HTMLDivElement>(null);
  const [isHeld, setHeld] = useState(false);
  const isHidden = useSyncExternalStore(subscribeVisibility, isPageHidden, () => false);
  const visible = toasts.filter((each) => each.visible);
  const pushedOut = usePushedOut(visible.filter(({ id, type }) => type === 'custom' && !isUndo(id)));
  useEffect(raiseToasts, []);
  useToastKeys(layer);
  return (
    <ToastPause value={isHeld || isHidden}>
      <div
        ref={layer}
        id={TOASTS_ID}
        popover="manual"
        aria-keyshortcuts="F6"
        className="pointer-events-none floats-in-corner overflow-visible border-0 bg-transparent p-0 text-inherit"
        onMouseEnter={() => setHeld(true)}
        onMouseLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {/* Both are always there, so that what is added to them is spoken, once. */}
        <div role="alert">
          {visible.filter(isFailure).map((each) => (
            <ToastSlip key={each.id} state={each} showForMs={FAILED_MS}>
              <CircleAlert aria-hidden className="size-5 shrink-0 text-danger" />
              <p className="min-w-0 flex-1">{resolveValue(each.message, each)}</p>
            </ToastSlip>
          ))}
        </div>
        <div role="status" aria-label={t('alerts')} aria-atomic="false" aria-relevant="additions">
          {visible
            .filter((each) => !isFailure(each))
            .map((each) => (
              <div key={each.id}>{resolveValue(each.message, each)}</div>
            ))}
        </div>
        <MoreToasts ids={pushedOut} />
      </div>
    </ToastPause>
  );
}

/**
 * News gives way to newer news only, never to what the person did. A slip keeps its place when more comes of its sender,
 * so that nothing moves under the pointer, but it is the one without news for longest that gives way.
 * @returns ids of the notifications that have given way since nothing stood here
 */
function usePushedOut(news: Toast[]): string[] {
  const [pushedOut, setPushedOut] = useState<string[]>([]);
  const byNews = [...news].sort((a, b) => b.createdAt - a.createdAt);
  const tooMany = byNews.slice(SHOWN).map(({ id }) => id);
  const ids = tooMany.flatMap(idsInSlip);
  if (ids.some((id) => !pushedOut.includes(id))) setPushedOut([...new Set([...pushedOut, ...ids])]);
  else if (news.length === 0 && pushedOut.length > 0) setPushedOut([]);
  const gone = tooMany.join(' ');
  useEffect(() => {
    if (gone) for (const id of gone.split(' ')) toast.dismiss(id);
  }, [gone]);
  return pushedOut;
}

function isFailure({ type }: Toast): boolean {
  return type === 'error';
}

function isPageHidden(): boolean {
  return document.visibilityState === 'hidden';
}

function subscribeVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
