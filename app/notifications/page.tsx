import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { NotificationHistory } from '@/components/notifications/notification-history';
import { currentUser } from '@/lib/auth/session';
import { inboxFilter, notificationType } from '@/lib/notifications/schema';
import { listNotifications } from '@/lib/notifications/store';

export async function generateMetadata() {
  return { title: (await getTranslations('notifications'))('title'), robots: { index: false } };
}

export default async function NotificationsPage({ searchParams }: PageProps<'/notifications'>) {
  const user = await currentUser();
  if (!user) redirect('/sign-in?next=/notifications');
  const query = await searchParams;
  // What is no filter shows everything.
  const filter = inboxFilter.catch('all').parse(query.filter);
  const type = notificationType.nullable().catch(null).parse(query.type);
  const isPart = filter !== 'all' || type !== null;
  const page = isPart ? await listNotifications(user.id, { filter, type: type ?? undefined }) : null;
  return (
    <NotificationHistory wanted={{ filter, type }} first={page && { ...page.inbox, items: page.items }} />
  );
}
