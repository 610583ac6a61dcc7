import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DeletionForm } from '@/components/account/deletion-form';
import { PasswordForm } from '@/components/account/password-form';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { submitSignOutEverywhere } from '@/lib/account/actions';
import { currentUser } from '@/lib/auth/session';
import { sessionStateOf } from '@/lib/auth/session-store';

export async function generateMetadata() {
  return { title: (await getTranslations('account'))('title'), robots: { index: false } };
}

export default async function AccountPage() {
  const user = await currentUser();
  if (!user) redirect('/sign-in?next=/account');
  const [t, state] = await Promise.all([getTranslations('account'), sessionStateOf(user.id)]);
  return (
    <div className="mx-auto max-w-sm">
      <h1 className="mb-4 text-xl font-semibold">{t('title')}</h1>
      <div className="mb-8 flex items-center gap-3">
        <Avatar person={user} size="medium" />
        <div className="min-w-0">
          <p className="font-semibold">{user.displayName}</p>
          <p className="text-sm text-quiet">@{user.name}</p>
        </div>
      </div>
      {state?.isDemo ? (
        <p className="rounded-lg border border-line bg-raised p-4">{t('demo')}</p>
      ) : (
        <>
          <section aria-labelledby="password-title">
            <h2 id="password-title" className="mb-3 text-lg font-semibold">
              {t('changePassword')}
            </h2>
            <PasswordForm name={user.name} />
          </section>
          <section aria-labelledby="devices-title" className="mt-10 border-t border-line pt-8">
            <h2 id="devices-title" className="mb-3 text-lg font-semibold">
              {t('devices')}
            </h2>
            <p className="mb-4">{t('devicesText')}</p>
            <form action={submitSignOutEverywhere}>
              <Button look="plain">{t('signOutEverywhere')}</Button>
            </form>
          </section>
          <section aria-labelledby="delete-title" className="mt-10 border-t border-line pt-8">
            <h2 id="delete-title" className="mb-3 text-lg font-semibold">
              {t('deleteAccount')}
            </h2>
            <p className="mb-3">{t('whatGoes')}</p>
            <p className="mb-4">{t('whatStays')}</p>
            <DeletionForm />
          </section>
        </>
      )}
    </div>
  );
}
