import type { UserView } from '@/lib/auth/schema';
import { findAccount } from '@/lib/auth/store';
import { env } from '@/lib/env';

export const DEMO_PASSWORD = 'tingting';

export const DEMO_PEOPLE = [
  { name: 'lan', displayName: 'Lan Nguyễn' },
  { name: 'minh', displayName: 'Minh Trần' },
  { name: 'hoa', displayName: 'Hoa Phạm' },
] as const;

/** Whether nobody may be this person now: one of the demo's, and the demo is off. */
export function isShut({ isDemo }: { isDemo: boolean }): boolean {
  return isDemo && !env().isDemo;
}

/** The people of the demo; none when demo mode is off. */
export async function demoPeople(): Promise<UserView[]> {
  if (!env().isDemo) return [];
  const accounts = await Promise.all(DEMO_PEOPLE.map(({ name }) => findAccount(name)));
  // Somebody else may have one of these names.
  return accounts.flatMap((account) => (account?.isDemo ? [account.user] : []));
}
