import type { Preferences } from '@/lib/preferences/schema';
import type { WirePreferences } from '@/lib/realtime/events';

export function preferencesToWire({ quietHours, ...rest }: Preferences): WirePreferences {
  const { version, kinds, toasts, sound, preview, blocked } = rest;
  const quiet_hours = quietHours && {
    from: quietHours.from,
    to: quietHours.to,
    time_zone: quietHours.timeZone,
  };
  return { version, kinds, toasts, sound, quiet_hours, preview, blocked };
}

export function preferencesFromWire({ quiet_hours, ...rest }: WirePreferences): Preferences {
  const { version, kinds, toasts, sound, preview, blocked } = rest;
  const quietHours = quiet_hours && {
    from: quiet_hours.from,
    to: quiet_hours.to,
    timeZone: quiet_hours.time_zone,
  };
  return { version, kinds, toasts, sound, quietHours, preview, blocked };
}
