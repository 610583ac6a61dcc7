/**
 * Writes a mention in place of what was begun, as if it had been typed: it can be undone, and others hear of it.
 * @param from offset of the `@`
 */
export function insertMention(textarea: HTMLTextAreaElement, from: number, name: string): void {
  const behind = textarea.value.slice(textarea.selectionEnd);
  const rest = /^\w*/.exec(behind)?.[0].length ?? 0;
  // A space, unless one stands there already, or something that belongs to the word before it.
  const space = /^[\s.,;:!?)]/.test(behind.slice(rest)) ? '' : ' ';
  const to = textarea.selectionEnd + rest;
  const text = `@${name}${space}`;
  textarea.focus();
  textarea.setSelectionRange(from, to);
  // Deprecated, and the only way that leaves the field's own undo intact.
  if (document.execCommand('insertText', false, text)) return;
  textarea.setRangeText(text, from, to, 'end');
  textarea.dispatchEvent(new Event('input', { bubbles: true }));
}
