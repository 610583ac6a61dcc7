'use client';

import { useTranslations } from 'next-intl';
import { PageLink } from '@/components/ui/page-link';

/** Says that the post was deleted while it is open; what is on the screen stays, and so does what was typed. */
export function PostGone() {
  const t = useTranslations();
  return (
    <div role="alert" className="floats-at-edge floats-below">
      <p className="pointer-events-auto max-w-panel animate-slip rounded-lg border border-line bg-raised p-3 shadow-float">
        <span className="block font-semibold">{t('thread.postGone')}</span>
        <span className="text-quiet">{t('thread.postGoneText')}</span>{' '}
        <PageLink href="/" className="underline underline-offset-4">
          {t('page.home')}
        </PageLink>
      </p>
    </div>
  );
}
