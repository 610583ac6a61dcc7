'use client';

import { type RefObject, useEffect } from 'react';
import toast from 'react-hot-toast/headless';

const SLIPS = '[data-toast]';
const FOCUSABLE = 'a[href], button';

/**
 * F6 leads to the toasts, and back to where one was; Escape closes the one that has the focus, or the topmost one where
 * nothing has it.
 */
export function useToastKeys(layer: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let cameFrom: Element | null = null;
    const slips = () => [...(layer.current?.querySelectorAll<HTMLElement>(SLIPS) ?? [])];
    const enter = (slip: HTMLElement) => slip.querySelector<HTMLElement>(FOCUSABLE)?.focus();
    const goBack = () => {
      // The page itself takes no focus: leaving is all there is.
      (document.activeElement as HTMLElement | null)?.blur();
      if (cameFrom instanceof HTMLElement) cameFrom.focus();
      cameFrom = null;
    };
    const close = (slip: HTMLElement) => {
      if (slip.contains(document.activeElement)) {
        const next = slips().find((each) => each !== slip);
        if (next) enter(next);
        else goBack();
      }
      toast.dismiss(slip.dataset.toast);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const [topmost] = slips();
      const active = document.activeElement;
      const isInside = layer.current?.contains(active) ?? false;
      if (event.key === 'F6' && isInside) goBack();
      else if (event.key === 'F6' && topmost) {
        cameFrom = active;
        enter(topmost);
      } else if (event.key === 'Escape' && isInside) {
        const slip = active?.closest<HTMLElement>(SLIPS);
        if (slip) close(slip);
        else goBack();
      } else if (event.key === 'Escape' && topmost && active === document.body) close(topmost);
      else return;
      // An open panel would close at the same key.
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [layer]);
}
