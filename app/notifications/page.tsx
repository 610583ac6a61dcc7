import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { NotificationHistory } from '@/components/notifications/notification-history';
import { currentUser } from '@/lib/auth/session';

export async function generateMetadata() {
  return { title: (await getTranslations('notifications'))('title') };
}

export default async function NotificationsPage({ searchParams }: PageProps<'/notifications'>) {
  if (!(await currentUser())) redirect('/sign-in?next=/notifications');
  const { filter } = await searchParams;
  const t = await getTranslations('notifications');
  return (
    <>
      <h1 className="mb-2 text-xl font-semibold">{t('title')}</h1>
      <NotificationHistory filter={filter === 'unread' ? 'unread' : 'all'} />
    </>
  );
}
