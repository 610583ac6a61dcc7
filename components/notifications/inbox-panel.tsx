'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useRef, useState } from 'react';
import { SkeletonRows } from '@/components/notifications/skeleton-rows';
import { raiseToasts } from '@/components/notifications/toast-layer';
import { useInbox } from '@/components/notifications/use-inbox';
import { useLoaded } from '@/components/ui/use-loaded';

const loadPanel = () => import('@/components/notifications/panel-inbox');

/**
 * What stands under the bell, in the browser's own popover. Its content is loaded once the page is live, so that it is
 * there at a click, and also when the network is gone by then.
 */
export function InboxPanel({ id }: { id: string }) {
  const t = useTranslations('notifications');
  const inbox = useInbox();
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const PanelInbox = useLoaded(loadPanel, isOpen || inbox?.status === 'live')?.PanelInbox;
  const close = useCallback(() => panel.current?.hidePopover(), []);
  const titleId = `${id}-title`;
  return (
    <div
      ref={panel}
      id={id}
      popover="auto"
      role="dialog"
      aria-labelledby={titleId}
      onBeforeToggle={({ newState }) => {
        if (newState === 'open') setIsOpen(true);
      }}
      onToggle={({ newState }) => {
        // Its content goes only after the browser has given the focus back.
        if (newState === 'open') raiseToasts();
        else setIsOpen(false);
      }}
      className="sheet-on-phones flex-col overflow-hidden bg-raised text-ink shadow-float open:flex sm:floats-under-header sm:max-h-4/5 sm:w-panel sm:rounded-lg sm:border sm:border-line"
    >
      {isOpen && inbox && PanelInbox ? (
        <PanelInbox inbox={inbox} titleId={titleId} onClose={close} />
      ) : (
        <div className="px-4">
          <h2 id={titleId} className="py-3 font-semibold">
            {t('title')}
          </h2>
          {isOpen && <SkeletonRows />}
        </div>
      )}
    </div>
  );
}
