import './globals.css';
import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { beVietnamPro } from '@/app/fonts';
import { THEME_COLOR } from '@/app/theme-color';
import { OfflinePage } from '@/components/layout/offline-page';
import { SiteHeader } from '@/components/layout/site-header';
import { NotificationProvider } from '@/components/notifications/notification-provider';
import { PageBadge } from '@/components/notifications/page-badge';
import { Toasts } from '@/components/notifications/toasts';
import { currentUser } from '@/lib/auth/session';
import { env } from '@/lib/env';
import { pageNonce } from '@/app/page-nonce';
import { inboxSnapshot } from '@/lib/notifications/store';
import { loadPreferences } from '@/lib/preferences/store';

export const dynamic = 'force-dynamic';

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: THEME_COLOR.light },
    { media: '(prefers-color-scheme: dark)', color: THEME_COLOR.dark },
  ],
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site');
  return {
    metadataBase: new URL(env().publicUrl),
    title: { default: t('name'), template: `%s · ${t('name')}` },
    description: t('tagline'),
    applicationName: t('name'),
    openGraph: { type: 'website', siteName: t('name'), locale: await getLocale() },
    twitter: { card: 'summary_large_image' },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, { errors: _serverOnly, ...messages }, t, user, nonce] = await Promise.all([
    getLocale(),
    getMessages(),
    getTranslations('site'),
    currentUser(),
    pageNonce(),
  ]);
  const inbox = user && (await Promise.all([inboxSnapshot(user.id), loadPreferences(user.id)]));
  const page = (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-raised focus:p-2"
      >
        {t('skip')}
      </a>
      <SiteHeader user={user} />
      <main id="main" className="mx-auto w-full max-w-page px-4 pt-6 pb-16">
        {children}
      </main>
      <Toasts />
      <PageBadge />
      <OfflinePage />
    </>
  );
  return (
    <html lang={locale} className={beVietnamPro.variable} suppressHydrationWarning>
      <body>
        <ThemeProvider attribute="data-theme" disableTransitionOnChange nonce={nonce}>
          <NextIntlClientProvider messages={messages}>
            {inbox ? (
              <NotificationProvider key={user.id} snapshot={inbox[0]} preferences={inbox[1]}>
                {page}
              </NotificationProvider>
            ) : (
              page
            )}
          </NextIntlClientProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
