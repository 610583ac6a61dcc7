'use client';

import { useTranslations } from 'next-intl';
import type { OutgoingComment, SendProblem } from '@/components/comments/outgoing-storage';
import { useThreadControls } from '@/components/comments/thread-controls';
import { Button } from '@/components/ui/button';

/** Says why a comment has not arrived, and what can be done. */
export function OutgoingState({ outgoing, problem }: { outgoing: OutgoingComment; problem: SendProblem }) {
  const t = useTranslations();
  const { retry, editAgain } = useThreadControls();
  return (
    <div className="mt-1">
      <p role="alert" className="text-danger">
        {problem.sentence ?? t(problem.isOffline ? 'offline.youAre' : 'offline.textSafe')}
      </p>
      <div className="mt-1 flex gap-2">
        {!problem.isFinal && (
          <Button type="button" look="plain" onClick={() => retry(outgoing.key)}>
            {t('thread.retry')}
          </Button>
        )}
        <Button type="button" look="quiet" onClick={() => editAgain(outgoing.key)}>
          {t('thread.editAgain')}
        </Button>
      </div>
    </div>
  );
}
