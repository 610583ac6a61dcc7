'use client';

import { useParams } from 'next/navigation';
import { useState } from 'react';
import { draftSlot, saveDraft } from '@/components/comments/draft-store';
import { UnsentTexts } from '@/components/comments/unsent-texts';

/** Something was being written where this page is. */
export function WrittenTexts({ text }: { text: string }) {
  const { id } = useParams<{ id: string }>();
  // Somebody else for each text: all frames share one storage.
  const userId = `writer-of-${text.length}`;
  useState(() => {
    if (typeof window !== 'undefined') saveDraft(draftSlot(userId, id, null), { key: 'key', body: text });
  });
  return <UnsentTexts userId={userId} />;
}
