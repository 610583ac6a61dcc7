/** What people write, from one letter to more than fits. */
export const TEXTS = {
  short: 'Yes.',
  usual: 'The market by the river opens at five. Come early, the good mangoes are gone by six.',
  long: 'The bus leaves from the old station, not from the new one. '.repeat(12).trim(),
  unbroken: 'x'.repeat(400),
  rightToLeft: 'הרכבת יוצאת מהתחנה הישנה בשעה חמש בבוקר. קטר החמצה.',
  emoji: '🎉🎉🎉 👩‍👩‍👧‍👦 🇻🇳 👍🏽',
  vietnamese: 'Chợ ven sông mở lúc năm giờ sáng. Nhớ đến sớm, xoài ngon sáu giờ là hết.',
  link: 'The timetable is at https://example.org/timetable/of/the/old/station?day=monday&from=the-river',
  mention: 'I think @minh knows, and @nobody_at_all does not.',
  lines: 'First line.\n\nSecond, after an empty one.\n    Indented.',
} as const;
