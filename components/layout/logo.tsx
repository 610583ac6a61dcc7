const BELL =
  'M0-11.5c-4.7 0-7.7 3.4-7.7 8V.1c0 1.8-.7 2.9-1.9 4.3-1 1.2-.2 2.7 1.3 2.7H8.3c1.5 0 2.3-1.5 1.3-2.7C8.4 3 7.7 1.9 7.7.1v-3.6c0-4.6-3-8-7.7-8Z';

/** A bell and its echo, as in the icon of the tab: ting, ting. What is new about it, the clapper, is in the accent. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className="size-7 shrink-0 fill-ink">
      <path transform="translate(20 14.5)" d={BELL} />
      <path transform="translate(12 17)" d={BELL} className="cut-out-of-paper" />
      <circle cx="12" cy="28" r="2.5" className="fill-accent" />
    </svg>
  );
}
