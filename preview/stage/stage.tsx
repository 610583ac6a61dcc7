'use client';

import { notFound } from 'next/navigation';
import { useEffect, useState } from 'react';
import { fixtures } from '@/preview/fixtures';
import { pretend } from '@/preview/stage/network';

/** Shows one state of one component. What it would ask the server is answered here, and its links lead nowhere. */
export function Stage({ component, state }: { component: string; state: string }) {
  useState(() => pretend({ way: 'answers', problem: null }));
  return fixtures[component]?.states[state] ?? notFound();
}

/** Keeps a frame at its state, and says when it can be looked at. */
export function StayHere() {
  useEffect(() => {
    const stay = (event: Event) => {
      if (event.target instanceof Element && event.target.closest('a')) event.preventDefault();
    };
    document.addEventListener('click', stay, true);
    document.documentElement.dataset.stage = 'ready';
    return () => document.removeEventListener('click', stay, true);
  }, []);
  return null;
}
