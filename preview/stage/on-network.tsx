'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type en from '@/messages/en.json';
import { LIMITS } from '@/lib/limits';
import { type Network, pretend } from '@/preview/stage/network';

type ErrorName = keyof (typeof en)['errors'];

interface OnNetworkProps {
  way: Network['way'];
  /** For a refusal: what is wrong with which field, by the names of the messages; '' for what belongs to none. */
  wrong?: Record<string, ErrorName>;
  children: ReactNode;
}

/** Decides what becomes of requests and actions. */
export function OnNetwork({ way, wrong = {}, children }: OnNetworkProps) {
  const t = useTranslations('errors');
  useState(() => {
    const sentences = Object.entries(wrong).map(([field, name]) => [field, t(name, LIMITS)] as const);
    const fields = Object.fromEntries(sentences.filter(([field]) => field !== ''));
    const message = sentences[0]?.[1] ?? '';
    pretend({ way, problem: way === 'refuses' ? { code: 'errors', message, fields } : null });
  });
  return children;
}
