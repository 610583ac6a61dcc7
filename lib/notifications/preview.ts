import { LIMITS } from '@/lib/limits';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The first line's worth of a comment: white space folded, at most 140 characters, never cut inside what a
 * reader sees as one character (an emoji, a letter with its marks).
 */
export function previewOf(body: string): string {
  const text = body.replace(/\s+/gu, ' ').trim();
  if (text.length <= LIMITS.previewMax) return text;
  let end = 0;
  // One character stays free for the ellipsis.
  for (const { index, segment } of graphemes.segment(text.slice(0, LIMITS.previewMax * 2))) {
    if (index + segment.length > LIMITS.previewMax - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}
