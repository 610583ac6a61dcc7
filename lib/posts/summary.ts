const SUMMARY_MAX = 160;

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The first sentence of a post, for search engines and for sites that show a link to it.
 * @returns at most 160 characters, white space folded, never cut inside a word unless there is only one
 */
export function summaryOf(body: string): string {
  // A line is the end of a sentence, also without a full stop.
  const [line = ''] = body.trim().split('\n', 1);
  const text = line.replace(/\s+/gu, ' ');
  const [first] = sentences.segment(text);
  const sentence = (first?.segment ?? '').trim();
  if (sentence.length <= SUMMARY_MAX) return sentence;
  const start = startOf(sentence);
  const lastSpace = start.lastIndexOf(' ');
  return `${lastSpace > 0 ? start.slice(0, lastSpace) : start}…`;
}

/** As many whole characters as there is room for beside an ellipsis. */
function startOf(text: string): string {
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, SUMMARY_MAX * 2))) {
    if (index + segment.length > SUMMARY_MAX - 1) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
