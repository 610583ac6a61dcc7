export interface WebAddress {
  href: string;
  /** Offsets in UTF-16 code units; `to` is behind the last character. */
  from: number;
  to: number;
}

const ADDRESS = /(?<![\p{L}\p{N}_])https?:\/\/[^\s<>"]+/giu;
/** Ends a sentence, or closes what was opened around the address. */
const TRAILING = new Set(['.', ',', ';', ':', '!', '?', "'", '’', '”', '»', '*', '_', '`', ']', '}']);

/**
 * The http(s) addresses in a text, in order. Every character is looked at a fixed number of times, whatever the text is:
 * a library that was used before took 7 s for one of 20,000 characters, and the server stands still meanwhile.
 */
export function webAddressesIn(text: string): WebAddress[] {
  return [...text.matchAll(ADDRESS)].flatMap(({ 0: found, index }) => {
    const href = found.slice(0, endOf(found));
    return URL.canParse(href) ? [{ href, from: index, to: index + href.length }] : [];
  });
}

/** Where an address ends; a bracket belongs to it only where it was opened in it. */
function endOf(found: string): number {
  let open = 0;
  for (const character of found) open += character === '(' ? 1 : character === ')' ? -1 : 0;
  let end = found.length;
  for (; end > 0; end--) {
    const last = found[end - 1] ?? '';
    if (last === ')' && open < 0) open += 1;
    else if (!TRAILING.has(last)) break;
  }
  return end;
}
