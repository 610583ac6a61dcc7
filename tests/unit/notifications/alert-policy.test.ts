import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alertPolicy } from '@/components/notifications/alert-policy';

const NIGHT = { from: '22:00', to: '07:00', timeZone: 'Asia/Ho_Chi_Minh' };
const AT_NIGHT = new Date('2026-06-10T23:00:00+07:00');
const BY_DAY = new Date('2026-06-10T12:00:00+07:00');

const facts = ({
  toasts = true,
  sound = false,
  isVisible = true,
  isDesktopOn = false,
  now = BY_DAY,
} = {}) => ({
  preferences: { toasts, sound, quietHours: NIGHT },
  now,
  isVisible,
  isDesktopOn,
});

test.each([
  ['without any choice: a toast, and no sound', {}, { toast: true }],
  ['in a tab that nobody looks at: a toast still', { isVisible: false }, { toast: true }],
  ['toasts off: nothing', { toasts: false }, {}],
  ['sound on: toast and sound', { sound: true }, { toast: true, sound: true }],
  ['toasts off and sound on: the sound alone', { toasts: false, sound: true }, { sound: true }],
  ['desktop on, but looked at: a toast', { isDesktopOn: true }, { toast: true }],
  [
    'desktop on, not looked at: in place of the toast',
    { isDesktopOn: true, isVisible: false },
    { desktop: true },
  ],
  [
    'toasts off, desktop on, not looked at: a desktop notification is a choice of its own',
    { toasts: false, isDesktopOn: true, isVisible: false },
    { desktop: true },
  ],
  ['toasts off, desktop on, looked at: nothing', { toasts: false, isDesktopOn: true }, {}],
])('%s', (_, given, expected) => {
  const nothing = { toast: false, desktop: false, sound: false, wait: false };
  expect(alertPolicy(facts(given))).toEqual({ ...nothing, ...expected });
});

test('in quiet hours all of it waits, whatever else is chosen', () => {
  const any = fc.record({
    toasts: fc.boolean(),
    sound: fc.boolean(),
    isVisible: fc.boolean(),
    isDesktopOn: fc.boolean(),
  });
  fc.assert(
    fc.property(any, (given) => {
      const waits = { toast: false, desktop: false, sound: false, wait: true };
      expect(alertPolicy(facts({ ...given, now: AT_NIGHT }))).toEqual(waits);
      expect(alertPolicy(facts({ ...given, now: BY_DAY })).wait).toBe(false);
    }),
  );
});

test('there is never a toast and a desktop notification of the same thing', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (toasts, isVisible, isDesktopOn) => {
      const { toast, desktop } = alertPolicy(facts({ toasts, isVisible, isDesktopOn }));
      expect(toast && desktop).toBe(false);
    }),
  );
});
