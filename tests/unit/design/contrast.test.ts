import { expect, test } from 'vitest';
import { THEME_COLOR } from '@/app/theme-color';
import { colour, contrast, css, oklch, THEMES, tokens } from '@/tests/unit/design/tokens';

// What is used on what. A new pair in a component belongs here as well.
const TEXT_ON = {
  ink: ['paper', 'raised', 'fresh', 'line'],
  quiet: ['paper', 'raised', 'fresh', 'line'],
  danger: ['paper', 'raised', 'fresh'],
  'on-accent': ['accent'],
};
// Fields, switches, dots, the focus ring.
const SHAPE_ON = {
  outline: ['paper', 'raised'],
  accent: ['paper', 'raised', 'fresh'],
  danger: ['paper', 'raised'],
  ink: ['paper', 'raised'],
};

const pairsOf = (uses: Record<string, string[]>) =>
  THEMES.flatMap((theme) =>
    Object.entries(uses).flatMap(([above, grounds]) => grounds.map((below) => ({ theme, above, below }))),
  );

test('the ratio is that of WCAG', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(contrast(oklch(0.7, 0.1, 30), '#000000')).toBeCloseTo(contrast('#d28b82', '#000000'), 0);
});

test.each(pairsOf(TEXT_ON))('$theme: text in $above can be read on $below', ({ theme, above, below }) => {
  expect(contrast(colour(above, theme), colour(below, theme))).toBeGreaterThanOrEqual(4.5);
});

test.each(pairsOf(SHAPE_ON))('$theme: a shape in $above is seen on $below', ({ theme, above, below }) => {
  expect(contrast(colour(above, theme), colour(below, theme))).toBeGreaterThanOrEqual(3);
});

test('initials can be read on every hue an avatar may have', () => {
  const lightness = Number(/--avatar-lightness: (\d+)%/.exec(css)?.[1]) / 100;
  const [, chroma, text = ''] =
    /avatar-colour \{\s*background: oklch\(var\(--avatar-lightness\) ([\d.]+) var\(--hue\)\);\s*color: (#\w{6})/.exec(
      css,
    ) ?? [];
  for (let hue = 0; hue < 360; hue++) {
    expect(contrast(oklch(lightness, Number(chroma), hue), text), `hue ${hue}`).toBeGreaterThanOrEqual(4.5);
  }
});

test('every colour token is in use here', () => {
  const uses = { ...TEXT_ON, ...SHAPE_ON };
  const checked = new Set([...Object.keys(uses), ...Object.values(uses).flat()]);
  expect([...tokens.keys()].filter((name) => !checked.has(name))).toEqual([]);
});

test('what a browser draws around the page is its paper', () => {
  expect(THEME_COLOR).toEqual(tokens.get('paper'));
});
