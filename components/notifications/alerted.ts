const KEY = 'tingting.alerted';
const REMEMBERED = 200;

/**
 * Which notifications this browser has shown already, in any tab: one that wakes up after an hour must not alert
 * of what was seen in another.
 */
export function alertedIds(): Set<string> {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[]);
  } catch {
    // Storage that is forbidden or was tampered with: every tab then remembers only what it shows itself.
    return new Set();
  }
}

export function rememberAlerted(ids: string[]): void {
  if (ids.length === 0) return;
  try {
    const all = [...new Set([...alertedIds(), ...ids])].slice(-REMEMBERED);
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // As above.
  }
}
