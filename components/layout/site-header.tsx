import { PenLine } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { AccountMenu } from '@/components/layout/account-menu';
import { LocaleSwitch } from '@/components/layout/locale-switch';
import { ThemeSwitch } from '@/components/layout/theme-switch';
import { Bell } from '@/components/notifications/bell';
import { ConnectionStatus } from '@/components/notifications/connection-status';
import type { UserView } from '@/lib/auth/schema';

export async function SiteHeader({ user }: { user: UserView | null }) {
  const t = await getTranslations();
  return (
    <header className="sticky top-0 z-10 border-b border-line bg-paper">
      <div className="mx-auto flex h-header max-w-page items-center gap-1 px-4">
        <Link href="/" aria-label={t('site.home')} className="mr-auto py-2 text-lg font-semibold">
          {t('site.name')}
        </Link>
        <LocaleSwitch />
        <ThemeSwitch />
        {user ? (
          <>
            <ConnectionStatus />
            <Link
              href="/posts/new"
              className="inline-flex min-h-9 min-w-9 items-center justify-center gap-2 px-2 pointer-coarse:min-h-11"
            >
              <PenLine aria-hidden className="size-5" />
              <span className="max-sm:sr-only">{t('nav.write')}</span>
            </Link>
            <Bell />
            <AccountMenu user={user} />
          </>
        ) : (
          <>
            <Link href="/register" className="px-2 py-2 max-sm:hidden">
              {t('nav.register')}
            </Link>
            <Link href="/sign-in" className="px-2 py-2">
              {t('nav.signIn')}
            </Link>
          </>
        )}
      </div>
    </header>
  );
}
