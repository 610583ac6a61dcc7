'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { drawn } from '@/preview/stage/drawn';

interface DoneProps {
  /** Selectors of what is clicked, one after the other. */
  press?: string[];
  /** What is typed before that, by the selector of its field. */
  fill?: Record<string, string>;
  /** Selector of what comes of it, where that takes a while. */
  until?: string;
  children: ReactNode;
}

/** Does to a component what a person would do, for states that it has only then. */
export function Done({ press = [], fill = {}, until, children }: DoneProps) {
  const stage = useRef<HTMLDivElement>(null);
  const hasBegun = useRef(false);
  useEffect(() => {
    const element = stage.current;
    if (hasBegun.current || !element) return;
    hasBegun.current = true;
    void act(element, press, fill, until);
  });
  return (
    // Whoever looks at the frame waits until this attribute is gone.
    <div ref={stage} data-doing="">
      {children}
    </div>
  );
}

async function act(stage: HTMLElement, press: string[], fill: Record<string, string>, until?: string) {
  for (const [selector, text] of Object.entries(fill)) type(stage.querySelector(selector), text);
  for (const selector of press) {
    await drawn();
    stage.querySelector<HTMLElement>(selector)?.click();
  }
  do await drawn();
  while ((until && !stage.querySelector(until)) || 'asking' in document.documentElement.dataset);
  stage.removeAttribute('data-doing');
}

/** React hears of a value only when the element's own setter was used. */
function type(field: Element | null, text: string): void {
  if (!(field instanceof HTMLElement)) return;
  field.focus({ preventScroll: true });
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
