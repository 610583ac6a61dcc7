// @ts-check
// npm run fonts: cuts the two files of app/fonts out of the whole typeface. Run by hand; the files are committed.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const PACKAGES = ['@expo-google-fonts/be-vietnam-pro@0.4.1', 'subset-font@2.9.0'];
const WEIGHTS = { 400: '400Regular', 600: '600SemiBold' };

// What Google Fonts calls latin and vietnamese, in one: a Vietnamese word is set from one file.
const RANGES = [
  '0020-007E 00A0-00FF 0102-0103 0110-0111 0128-0129 0131 0152-0153 0168-0169 01A0-01A1 01AF-01B0 02BB-02BC 02C6 02DA 02DC',
  '0300-0301 0303-0304 0308-0309 0323 0329 1EA0-1EF9 2000-206F 20AB-20AC 2122 2190-2193 2212 2215 FEFF FFFD',
];

const tools = path.resolve('.cache/fonts');
const target = path.resolve('app/fonts');
mkdirSync(tools, { recursive: true });
mkdirSync(target, { recursive: true });
execFileSync('npm', ['install', '--prefix', tools, '--no-save', '--no-package-lock', ...PACKAGES], {
  stdio: 'inherit',
});
const { default: subset } = await import(
  pathToFileURL(path.join(tools, 'node_modules/subset-font/index.js')).href
);
const source = path.join(tools, 'node_modules/@expo-google-fonts/be-vietnam-pro');

for (const [weight, name] of Object.entries(WEIGHTS)) {
  const whole = readFileSync(path.join(source, name, `BeVietnamPro_${name}.ttf`));
  const cut = await subset(whole, RANGES.flatMap((line) => line.split(' ').map(charactersOf)).join(''), {
    targetFormat: 'woff2',
  });
  writeFileSync(path.join(target, `be-vietnam-pro-${weight}.woff2`), cut);
  console.log(`${weight}: ${(cut.length / 1024).toFixed(1)} KB`);
}
copyFileSync(path.join(source, 'LICENSE_FONT'), path.join(target, 'OFL.txt'));

/** @param {string} range such as 1EA0-1EF9 */
function charactersOf(range) {
  const [first = 0, last = first] = range.split('-').map((hex) => parseInt(hex, 16));
  return Array.from({ length: last - first + 1 }, (_, offset) => String.fromCodePoint(first + offset)).join(
    '',
  );
}
