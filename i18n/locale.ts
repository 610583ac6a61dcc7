import { z } from 'zod';

export const LOCALES = ['en', 'vi'] as const;
export type Locale = (typeof LOCALES)[number];

const known = z.enum(LOCALES);

export function isLocale(value: unknown): value is Locale {
  return known.safeParse(value).success;
}

/** The language to speak: what the person chose, else what the browser prefers, else English. */
export function localeOf(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const preferred = (acceptLanguage ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', quality] = entry.trim().split(';q=');
      return { tag: tag.slice(0, 2).toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .sort((a, b) => b.quality - a.quality);
  return preferred.map(({ tag }) => tag).find(isLocale) ?? 'en';
}
