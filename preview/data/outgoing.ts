import type { OutgoingComment, SendProblem } from '@/components/comments/outgoing-storage';
import { NOW } from '@/preview/data/now';
import { TEXTS } from '@/preview/data/texts';

/** A comment on its way. */
export const SENDING: OutgoingComment = {
  key: 'key',
  draftKey: 'key',
  parentId: null,
  body: TEXTS.usual,
  sentAt: NOW.toISOString(),
  problem: null,
};

const failed = (problem: SendProblem) => ({ ...SENDING, problem });

/** Comments that did not arrive, and why. */
export const FAILED = {
  unanswered: failed({ sentence: null, isOffline: false, isFinal: false }),
  offline: failed({ sentence: null, isOffline: true, isFinal: false }),
  refused: failed({
    sentence: 'Keep it under 5,000 characters, or split it in two.',
    isOffline: false,
    isFinal: true,
  }),
};
