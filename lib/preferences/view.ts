import type { PreferencesDoc } from '@/lib/db/models/user';
import type { Preferences } from '@/lib/preferences/schema';

/** What was saved, with the defaults for what somebody never chose. */
export function preferencesView(doc: Partial<PreferencesDoc> | undefined): Preferences {
  const silenced = doc?.silenced ?? [];
  const { from, to, timeZone } = doc?.quietHours ?? {};
  return {
    version: doc?.version ?? 0,
    kinds: {
      NEW_COMMENT: !silenced.includes('NEW_COMMENT'),
      NEW_REPLY: !silenced.includes('NEW_REPLY'),
      NEW_MENTION: !silenced.includes('NEW_MENTION'),
    },
    toasts: doc?.toasts ?? true,
    sound: doc?.sound ?? false,
    quietHours: from && to && timeZone ? { from, to, timeZone } : null,
    preview: doc?.preview ?? 'all',
    blocked: (doc?.blocked ?? []).map(String),
  };
}
