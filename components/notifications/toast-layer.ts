export const TOASTS_ID = 'toasts';

/** Puts the toasts above what was opened last: of two things in the browser's top layer the later one covers the other. */
export function raiseToasts(): void {
  const toasts = document.getElementById(TOASTS_ID);
  if (!toasts?.showPopover) return;
  if (toasts.matches(':popover-open')) toasts.hidePopover();
  toasts.showPopover();
}
