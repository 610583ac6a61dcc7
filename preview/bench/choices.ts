import { LOCALES } from '@/i18n/locale';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** In pixels: the narrowest phone, a tablet, a desk. */
export const WIDTHS = [320, 768, 1280] as const;

export function isTheme(value: string): value is Theme {
  return THEMES.some((theme) => theme === value);
}

/** What of everything is shown side by side. */
export interface Choices {
  themes: readonly string[];
  locales: readonly string[];
  widths: readonly number[];
}

const EVERYTHING = { theme: THEMES, locale: LOCALES, width: WIDTHS.map(String) } as const;

export type Query = Partial<Record<string, string | string[]>>;

/** Reads the address: what it does not name is all there. */
export function choicesOf(query: Query): Choices {
  const chosen = (name: keyof typeof EVERYTHING) => {
    const named = [query[name] ?? []].flat();
    return named.length > 0 ? EVERYTHING[name].filter((each) => named.includes(each)) : EVERYTHING[name];
  };
  return { themes: chosen('theme'), locales: chosen('locale'), widths: chosen('width').map(Number) };
}

export function frameAddress(theme: string, locale: string, component: string, state: string): string {
  return `/preview/frame/${theme}/${locale}/${component}/${encodeURIComponent(state)}`;
}
