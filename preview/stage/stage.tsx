'use client';

import { notFound } from 'next/navigation';
import { useEffect, useState } from 'react';
import { fixtures } from '@/preview/fixtures';
import { pretend } from '@/preview/stage/network';
import { SHOW } from '@/preview/stage/show';

/** Shows one state of one component. What it would ask the server is answered here, and its links lead nowhere. */
export function Stage({ component, state: first }: { component: string; state: string }) {
  const [state, setState] = useState(first);
  useEffect(() => {
    const show = (event: Event) => setState((event as CustomEvent<string>).detail);
    document.addEventListener(SHOW, show);
    return () => document.removeEventListener(SHOW, show);
  }, []);
  return <State key={state} component={component} state={state} />;
}

function State({ component, state }: { component: string; state: string }) {
  useState(() => pretend({ way: 'answers', problem: null }));
  useEffect(() => {
    // Where the state before had scrolled to.
    scrollTo(0, 0);
    document.documentElement.dataset.stage = state;
  }, [state]);
  return fixtures[component]?.states[state] ?? notFound();
}

/** Keeps a frame at its state, and says which one can be looked at. */
export function StayHere({ state }: { state: string }) {
  useEffect(() => {
    const stay = (event: Event) => {
      if (event.target instanceof Element && event.target.closest('a')) event.preventDefault();
    };
    document.addEventListener('click', stay, true);
    document.documentElement.dataset.stage = state;
    return () => document.removeEventListener('click', stay, true);
  }, [state]);
  return null;
}
