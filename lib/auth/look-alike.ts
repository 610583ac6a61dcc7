import { rectifyConfusion } from 'unicode-confusables';

/**
 * What a name looks like: two names with the same skeleton are hard to tell apart, such as `paypal` and `paypa1`.
 * https://www.unicode.org/reports/tr39/#Confusable_Detection
 */
export function skeletonOf(name: string): string {
  const looks = (text: string) => rectifyConfusion(text.normalize('NFD')).normalize('NFD');
  // Once more in lower case: a capital I looks like a small l, and a small m like r and n.
  return looks(looks(name).toLowerCase()).toLowerCase();
}

/** The letters of a name whatever their case and width: what is the same in this is the same name, and not a likeness. */
export function foldedOf(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

const WITH_HAN = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'];
const ALPHABETS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Hebrew', 'Arabic', 'Thai', 'Devanagari'];
const scripts = [...ALPHABETS, ...WITH_HAN].map((name) => ({
  name,
  pattern: new RegExp(`\\p{Script=${name}}`, 'u'),
}));

/**
 * Whether a name mixes alphabets whose letters look alike, as nobody's name does. Latin beside Chinese, Japanese or Korean
 * is common and allowed. https://www.unicode.org/reports/tr39/#Restriction_Level_Detection, "highly restrictive"
 */
export function mixesAlphabets(name: string): boolean {
  const found = scripts.filter(({ pattern }) => pattern.test(name)).map((script) => script.name);
  const alphabets = found.filter((script) => !WITH_HAN.includes(script));
  return alphabets.length > 1 || (alphabets.some((script) => script !== 'Latin') && found.length > 1);
}
