/**
 * What a text may not do to the text around it: characters that turn the direction of writing, and controls that are
 * neither a tab nor the end of a line. Marks that only say in which direction the next word runs stay, since Arabic and
 * Hebrew need them. https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const UNRULY = /[\u202a-\u202e\u2066-\u2069]|(?![\t\n])\p{Cc}/gu;

/** A text as it is kept and shown: ends of lines are `\n`, and nothing in it reaches beyond it. */
export function plainText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNRULY, '');
}

/** Everything that shows nothing: spaces, marks without a letter, fillers, and what is ignored by default (Unicode 4.21). */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{M}\p{Z}\p{C}\u2800]/gu;

/** Whether there is anything to be seen in a text. */
export function isVisible(text: string): boolean {
  return text.replace(UNSEEN, '') !== '';
}

/** The same of one line. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ');
}
