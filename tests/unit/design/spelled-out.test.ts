import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const PALETTE =
  'red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose|slate|gray|zinc|neutral|stone';

// Colours and sizes are tokens and utilities of app/globals.css.
const SPELLED_OUT = {
  'a hex colour': /(?<![&\w])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b/i,
  'a colour function': /\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color-mix)\(/,
  'an arbitrary value':
    /(?<=[\s'"`])!?-?(?:[a-z][\w/.=[\]-]*:)*-?[a-z][a-z-]*-(?:\[[^\]\s]+\]|\((?:--|[a-z]+:--)[^)]*\))(?!:)/,
  'a colour of the palette': new RegExp(
    `[a-z]-(?:(?:${PALETTE})-\\d{2,3}|black|white)(?:/\\d+)?(?=[\\s'"\`])`,
  ),
};

const findings = (text: string) =>
  Object.entries(SPELLED_OUT).flatMap(([what, pattern]) => {
    const found = pattern.exec(text)?.[0];
    return found ? [`${what}: ${found}`] : [];
  });

test('no component spells a colour or a size', () => {
  const files = ['app', 'components'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .map((name) => path.join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((file) =>
    findings(readFileSync(file, 'utf8')).map((finding) => `${file}: ${finding}`),
  );
  expect(found).toEqual([]);
});

test.each([
  'className="text-[#bf3a1e]"',
  "style={{ color: '#fff' }}",
  "style={{ background: 'rgb(0 0 0)' }}",
  'className="p-2 max-w-[calc(100vw-1rem)]"',
  'className="sm:hover:-mt-[3px]"',
  'className="data-[state=open]:w-[3px]"',
  'className="w-(--panel)"',
  'className="text-red-500"',
  'className="bg-white"',
])('%s would be found', (text) => {
  expect(findings(text)).not.toEqual([]);
});

test.each(['href="#main"', 'className="data-[state=open]:block"', '&#39;', 'key={`a-${list[0]}`}'])(
  '%s is neither',
  (text) => {
    expect(findings(text)).toEqual([]);
  },
);
