import { InputRange, InputStyleClone } from 'dom-input-range';

const GAP = 4;

/**
 * Puts a list below the `@` it belongs to, above it where there is no room below, and above the whole text at the
 * lower edge of the window.
 * @param list positioned against its parent
 * @param from offset of the `@`
 */
export function placeBeside(list: HTMLElement, textarea: HTMLTextAreaElement, from: number): void {
  const frame = list.offsetParent?.getBoundingClientRect();
  if (!frame) return;
  const sign = new InputRange(textarea, from, from + 1).getBoundingClientRect();
  // The copy of the text by which it was measured has done its work.
  InputStyleClone.for(textarea).disconnect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const bottom = (window.visualViewport?.height ?? window.innerHeight) - GAP;
  // Around the text of a form that stands at the lower edge, as on a phone, is nothing but that text and its buttons.
  const isAtEdge = (textarea.form?.getBoundingClientRect().bottom ?? 0) >= bottom;
  const edge = isAtEdge ? textarea.getBoundingClientRect().top : sign.top;
  const isAbove = (isAtEdge || sign.bottom + GAP + height > bottom) && edge - GAP - height > 0;
  const top = isAbove ? edge - GAP - height : sign.bottom + GAP;
  const left = Math.max(frame.left, Math.min(sign.left, frame.right - width));
  list.style.top = `${top - frame.top}px`;
  list.style.left = `${left - frame.left}px`;
}
