import { PenLine } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { AccountMenu } from '@/components/layout/account-menu';
import { LocaleSwitch } from '@/components/layout/locale-switch';
import { Logo } from '@/components/layout/logo';
import { ThemeSwitch } from '@/components/layout/theme-switch';
import { Bell } from '@/components/notifications/bell';
import { ConnectionStatus } from '@/components/notifications/connection-status';
import { PageLink } from '@/components/ui/page-link';
import type { UserView } from '@/lib/auth/schema';

export async function SiteHeader({ user }: { user: UserView | null }) {
  const t = await getTranslations();
  return (
    <header className="waits-for-page sticky top-0 z-10 border-b border-line bg-paper">
      <div className="mx-auto flex h-header max-w-page items-center gap-1 px-4">
        <PageLink
          href="/"
          aria-label={t('site.home')}
          className="mr-auto inline-flex items-center gap-2 py-2 text-lg font-semibold whitespace-nowrap"
        >
          <Logo />
          <span className="max-xs:hidden">{t('site.name')}</span>
        </PageLink>
        <LocaleSwitch />
        <ThemeSwitch />
        {user ? (
          <>
            <ConnectionStatus />
            <PageLink
              href="/posts/new"
              className="inline-flex min-h-9 min-w-9 items-center justify-center gap-2 px-2 pointer-coarse:min-h-11"
            >
              <PenLine aria-hidden className="size-5" />
              <span className="max-sm:sr-only">{t('nav.write')}</span>
            </PageLink>
            <Bell />
            <AccountMenu user={user} />
          </>
        ) : (
          <>
            <PageLink href="/register" className="px-2 py-2 whitespace-nowrap max-sm:hidden">
              {t('nav.register')}
            </PageLink>
            <PageLink href="/sign-in" className="px-2 py-2 whitespace-nowrap">
              {t('nav.signIn')}
            </PageLink>
          </>
        )}
      </div>
    </header>
  );
}
