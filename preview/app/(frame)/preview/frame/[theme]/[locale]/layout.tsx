import '@/preview/preview.css';
import { beVietnamPro } from '@/app/fonts';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { setRequestLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { isLocale } from '@/i18n/locale';
import { isTheme } from '@/preview/bench/choices';

export const metadata = { title: 'Frame · Tingting' };

/** A page of its own for each state, so that widths, themes and languages are real. */
export default async function FrameLayout({
  params,
  children,
}: {
  params: Promise<{ theme: string; locale: string }>;
  children: ReactNode;
}) {
  const { theme, locale } = await params;
  if (!isTheme(theme) || !isLocale(locale)) notFound();
  setRequestLocale(locale);
  return (
    <html className={beVietnamPro.variable} lang={locale} data-theme={theme} suppressHydrationWarning>
      <body>
        <NextIntlClientProvider>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
