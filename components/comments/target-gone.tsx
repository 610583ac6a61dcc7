'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';

/** Says that the comment a link led to is not there any more, where one looks. */
export function TargetGone() {
  const t = useTranslations('comments');
  const notice = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    notice.current?.scrollIntoView({ block: 'center' });
    notice.current?.focus({ preventScroll: true });
  }, []);
  return (
    <p
      ref={notice}
      role="status"
      tabIndex={-1}
      className="mb-4 rounded-sm border border-line bg-raised p-3 text-quiet outline-none"
    >
      {t('targetGone')}
    </p>
  );
}
