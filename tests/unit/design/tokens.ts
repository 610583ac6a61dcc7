import { readFileSync } from 'node:fs';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
type Rgb = [number, number, number];

export const css = readFileSync('app/globals.css', 'utf8');

/** The colours of app/globals.css: every `--name: light-dark(#…, #…)`. */
export const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

export function colour(name: string, theme: Theme): string {
  const pair = tokens.get(name);
  if (!pair) throw new Error(`there is no colour --${name}`);
  return pair[theme];
}

/**
 * WCAG 2.2 contrast ratio of two colours, 1 to 21.
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrast(one: string | Rgb, other: string | Rgb): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string | Rgb): number {
  const [r, g, b] = typeof colour === 'string' ? linearOf(colour) : colour;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linearOf(hex: string): Rgb {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/**
 * Linear sRGB of an oklch colour, clipped to what a screen shows.
 * @param lightness 0 to 1
 * @param hue degrees
 * @see https://www.w3.org/TR/css-color-4/#color-conversion-code
 */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
