'use client';

import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { draftsOf } from '@/components/comments/draft-store';
import { browserStorage } from '@/components/comments/outgoing-storage';

/** What somebody was writing on a post that is gone, to be taken somewhere else. */
export function UnsentTexts({ userId }: { userId: string }) {
  const t = useTranslations('post');
  const { id } = useParams<{ id: string }>();
  const texts = useSyncExternalStore(
    never,
    () =>
      [
        ...draftsOf(userId, id),
        ...browserStorage(`${userId}.${id}`)
          .load()
          .map(({ body }) => body),
      ].join(SPACE),
    () => '',
  );
  if (texts === '') return null;
  return (
    <section aria-labelledby="unsent-title" className="my-6">
      <h2 id="unsent-title" className="mb-1 font-semibold">
        {t('unsentTitle')}
      </h2>
      <p dir="auto" className="rounded-sm border border-line bg-raised p-3 whitespace-pre-wrap select-all">
        {texts}
      </p>
    </section>
  );
}

const SPACE = '\n\n';
const never = () => () => undefined;
