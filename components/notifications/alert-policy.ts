import { isQuiet } from '@/lib/preferences/quiet-hours';
import type { Preferences } from '@/lib/preferences/schema';

export interface AlertPolicy {
  toast: boolean;
  /** A notification of the operating system, in place of the toast. */
  desktop: boolean;
  sound: boolean;
  /** Nothing now; what is still unread when quiet hours end is summed up then. */
  wait: boolean;
}

/**
 * How this browser alerts of something new. Toasts, desktop notifications and sound are each a choice of their own;
 * the inbox and its badge know of everything anyway.
 * @param isVisible whether the tab that alerts is looked at; it is not only where no other tab is either
 * @param isDesktopOn whether desktop notifications are turned on in this browser
 */
export function alertPolicy(facts: {
  preferences: Pick<Preferences, 'toasts' | 'sound' | 'quietHours'>;
  now: Date;
  isVisible: boolean;
  isDesktopOn: boolean;
}): AlertPolicy {
  const { preferences, now, isVisible, isDesktopOn } = facts;
  if (isQuiet(preferences.quietHours, now)) return { toast: false, desktop: false, sound: false, wait: true };
  const desktop = isDesktopOn && !isVisible;
  return { toast: preferences.toasts && !desktop, desktop, sound: preferences.sound, wait: false };
}
