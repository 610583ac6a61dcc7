import { getTranslations } from 'next-intl/server';
import { AccountLink } from '@/components/layout/account-link';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { signOut } from '@/lib/auth/actions';
import type { UserView } from '@/lib/auth/schema';

/** The browser's own popover: it opens, closes and gives the focus back without a script. */
export async function AccountMenu({ user }: { user: UserView }) {
  const t = await getTranslations('nav');
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={t('account')}
        className="inline-flex min-h-9 min-w-9 items-center justify-center pointer-coarse:min-h-11"
      >
        <Avatar person={user} />
      </button>
      <div
        id="account-menu"
        popover="auto"
        className="floats-under-header rounded-lg border border-line bg-raised p-4 text-ink shadow-float"
      >
        <p className="font-semibold">{user.displayName}</p>
        <p className="mb-3 text-sm text-quiet">@{user.name}</p>
        <AccountLink href="/settings">{t('settings')}</AccountLink>
        <AccountLink href="/account">{t('accountPage')}</AccountLink>
        <form action={signOut} className="mt-3">
          <Button look="plain">{t('signOut')}</Button>
        </form>
      </div>
    </>
  );
}
