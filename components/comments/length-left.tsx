'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useState } from 'react';

/** Said when it gets close: before that it is of no interest. */
const CLOSE = 500;
/** A screen reader hears of it in steps, not with every letter. */
const STEP = 100;

/** How many characters still fit into a text, once it is nearly full; and how many are too many. */
export function LengthLeft({ field, max }: { field: RefObject<HTMLTextAreaElement | null>; max: number }) {
  const t = useTranslations('comments');
  const length = useLength(field);
  const left = max - length;
  const isClose = left <= CLOSE;
  const text = (count: number) => (count >= 0 ? t('left', { count }) : t('over', { count: -count }));
  return (
    <>
      {isClose && (
        <span aria-hidden className={left < 0 ? 'text-sm text-danger' : 'text-sm text-quiet tabular-nums'}>
          {text(left)}
        </span>
      )}
      <span role="status" className="sr-only">
        {isClose && text(Math.ceil(left / STEP) * STEP)}
      </span>
    </>
  );
}

function useLength(field: RefObject<HTMLTextAreaElement | null>): number {
  const [length, setLength] = useState(0);
  useEffect(() => {
    const textarea = field.current;
    const form = textarea?.form;
    // As the server counts: without what stands before and behind.
    const measure = () => setLength(textarea?.value.trim().length ?? 0);
    // What was kept comes into it, and what is sent leaves it, without an event of its own.
    const measureSoon = () => requestAnimationFrame(measure);
    measureSoon();
    textarea?.addEventListener('input', measure);
    form?.addEventListener('submit', measureSoon);
    return () => {
      textarea?.removeEventListener('input', measure);
      form?.removeEventListener('submit', measureSoon);
    };
  }, [field]);
  return length;
}
