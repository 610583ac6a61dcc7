/** "40 seconds", "15 phút": how long to wait, as a sentence says it. */
export function waitInWords(seconds: number, locale: string): string {
  const isLong = seconds > 90;
  const [amount, unit] = isLong ? [Math.ceil(seconds / 60), 'minute'] : [seconds, 'second'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}
