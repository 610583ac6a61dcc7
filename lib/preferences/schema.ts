import { z } from 'zod';
import type { NotificationType, ThreadLevel, WirePreferences } from '@/lib/realtime/events';

export interface QuietHours {
  /** Wall clock, `HH:MM`. */
  from: string;
  /** Wall clock, `HH:MM`; before `from` means on the next day. */
  to: string;
  /** IANA name, such as `Asia/Ho_Chi_Minh`. */
  timeZone: string;
}

export interface Preferences {
  /** Grows by one with every change. */
  version: number;
  kinds: Record<NotificationType, boolean>;
  toasts: boolean;
  sound: boolean;
  quietHours: QuietHours | null;
  preview: WirePreferences['preview'];
  /** Ids of people of whom nothing is to be heard. */
  blocked: string[];
}

const clock = z
  .string({ error: 'errors.timeInvalid' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'errors.timeInvalid');

const timeZone = z
  .string({ error: 'errors.timeZoneUnknown' })
  .max(64, 'errors.timeZoneUnknown')
  .refine(isTimeZone, 'errors.timeZoneUnknown');

export const quietHoursInput = z
  .strictObject({ from: clock, to: clock, timeZone })
  .refine(({ from, to }) => from !== to, { error: 'errors.quietHoursEmpty', path: ['to'] });

const flag = z.boolean({ error: 'errors.onOrOff' });

/** What may be changed; what is left out stays as it is. */
export const preferencesPatch = z.strictObject({
  kinds: z
    .strictObject({ NEW_COMMENT: flag.optional(), NEW_REPLY: flag.optional(), NEW_MENTION: flag.optional() })
    .optional(),
  toasts: flag.optional(),
  sound: flag.optional(),
  quietHours: quietHoursInput.nullish(),
  preview: z.enum(['all', 'sender', 'nothing'], { error: 'errors.previewInvalid' }).optional(),
});

/** Switches of the settings page: three kinds, and how alerts come. */
export const SWITCHES = ['NEW_COMMENT', 'NEW_REPLY', 'NEW_MENTION', 'toasts', 'sound'] as const;
export type SwitchName = (typeof SWITCHES)[number];

/** One switch, as a form sends it. */
export const switchInput = z
  .strictObject({
    name: z.enum(SWITCHES, { error: 'errors.unexpectedField' }),
    isOn: z.enum(['true', 'false'], { error: 'errors.onOrOff' }),
  })
  .transform(({ name, isOn }): PreferencesPatch => {
    const value = isOn === 'true';
    return name === 'toasts' || name === 'sound' ? { [name]: value } : { kinds: { [name]: value } };
  });

export type PreferencesPatch = z.infer<typeof preferencesPatch>;

export const threadLevelInput = z.enum(['following', 'normal', 'muted'], { error: 'errors.levelInvalid' });

export type { ThreadLevel };

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // Offsets such as +07:00 are taken as well, but know of no clock change.
    return /^[A-Za-z]/.test(name);
  } catch {
    // RangeError: nobody knows such a zone.
    return false;
  }
}
