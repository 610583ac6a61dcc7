import { getRequestConfig } from 'next-intl/server';
import { isLocale } from '@/i18n/locale';
import { NOW } from '@/preview/data/now';

/** The language is part of a frame's address, so that every language can stand beside the others. */
export default getRequestConfig(async ({ requestLocale }) => {
  const asked = await requestLocale;
  const locale = isLocale(asked) ? asked : 'en';
  const messages = (await import(`../messages/${locale}.json`)) as { default: Record<string, unknown> };
  return { locale, messages: messages.default, now: NOW, timeZone: 'UTC' };
});
