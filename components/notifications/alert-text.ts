import type { useTranslations } from 'next-intl';
import type { NotificationView } from '@/lib/notifications/schema';
import type { Preferences } from '@/lib/preferences/schema';

/** What an alert says of a notification, as its person wishes: who and what, who alone, or neither. */
export function alertText(
  t: ReturnType<typeof useTranslations<'notifications'>>,
  { type, sender, preview }: NotificationView,
  shown: Preferences['preview'],
): { title: string; text: string | null } {
  if (shown === 'nothing') return { title: t(`hidden.${type}`), text: null };
  return { title: t(type, { name: sender.displayName }), text: shown === 'all' ? preview : null };
}

/** What an alert says of the rest that came of its sender, whose name it gives only where that is wished. */
export function moreText(
  t: ReturnType<typeof useTranslations<'notifications'>>,
  { sender }: NotificationView,
  count: number,
  shown: Preferences['preview'],
): string {
  return shown === 'nothing'
    ? t('andMore', { count })
    : t('andMoreFrom', { count, name: sender.displayName });
}
