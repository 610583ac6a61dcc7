import { identifySocket } from '@/lib/auth/identify';
import { forgetSessionState } from '@/lib/auth/session-store';
import { withinDeadline } from '@/lib/db/deadline';
import type { Env } from '@/lib/env';
import { addressOf } from '@/lib/http/address';
import { securityHeaders } from '@/lib/http/front-door';
import { sourceOfRequest } from '@/lib/http/origin';
import { log } from '@/lib/log';
import { inboxState } from '@/lib/notifications/inbox-state';
import { inboxSnapshot } from '@/lib/notifications/store';
import { inboxToWire, notificationToWire } from '@/lib/notifications/wire';
import { postExists } from '@/lib/posts/store';
import { forgetListener, forgetPost } from '@/lib/preferences/held-audience';
import { loadPreferences } from '@/lib/preferences/store';
import { preferencesToWire } from '@/lib/preferences/wire';
import { tooOften, type Whom } from '@/lib/rate-limits/limiter';
import type { Act } from '@/lib/rate-limits/rates';
import type { RealtimeHooks } from '@/lib/realtime/server';

/** What the transport asks of the features: who somebody is, what they may do how often, and what they are told. */
export function socketHooks(settings: Env): RealtimeHooks {
  return {
    identify: (handshake) => withinDeadline(identifySocket(handshake)),
    sourceOf: sourceOfRequest,
    inboxState: async (userId) => inboxToWire(await withinDeadline(inboxState(userId))),
    preferences: async (userId) => preferencesToWire(await withinDeadline(loadPreferences(userId))),
    snapshot: async (userId) => {
      const snapshot = await withinDeadline(inboxSnapshot(userId));
      return { ...inboxToWire(snapshot), items: snapshot.items.map(notificationToWire) };
    },
    postExists: (postId) => withinDeadline(postExists(postId)),
    forgetPerson: (userId) => {
      forgetSessionState(userId);
      forgetListener(userId);
    },
    forgetPost,
    onError: (error) => log().error({ err: String(error) }, 'socket'),
    isFlooding: async (request) => {
      const address = addressOf(request, settings.trustsProxy);
      return (await waitFor('socketConnect', { address })) !== null;
    },
    tooOften: (person) => waitFor('socketConnect', { person }),
    tooManyEvents: (person) => waitFor('socketEvent', { person }),
    tooManySnapshots: (person) => waitFor('snapshot', { person }),
    protect: securityHeaders(settings),
    corsOrigins: settings.corsOrigins,
    socketsPerUser: settings.socketsPerUser,
    socketsTotal: settings.socketsTotal,
  };
}

/** @returns seconds, or null */
async function waitFor(act: Act, whom: Whom): Promise<number | null> {
  return (await tooOften(act, whom))?.retryAfter ?? null;
}
