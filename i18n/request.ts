import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { localeOf } from '@/i18n/locale';

export default getRequestConfig(async () => {
  const locale = localeOf((await cookies()).get('locale')?.value, (await headers()).get('accept-language'));
  const messages = (await import(`../messages/${locale}.json`)) as { default: Record<string, unknown> };
  return { locale, messages: messages.default, now: new Date(), timeZone: 'UTC' };
});
