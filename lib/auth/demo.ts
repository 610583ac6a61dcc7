import type { UserView } from '@/lib/auth/schema';
import { findAccount } from '@/lib/auth/store';
import { env } from '@/lib/env';

export const DEMO_PASSWORD = 'tingting';

export const DEMO_PEOPLE = [
  { name: 'lan', displayName: 'Lan Nguyễn' },
  { name: 'minh', displayName: 'Minh Trần' },
  { name: 'hoa', displayName: 'Hoa Phạm' },
] as const;

/** Whether everybody who tries the demo shares this person: then nobody may change or delete them. */
export function isDemoPerson({ name }: Pick<UserView, 'name'>): boolean {
  return env().isDemo && DEMO_PEOPLE.some((person) => person.name === name);
}

/** The people of the demo; none when demo mode is off. */
export async function demoPeople(): Promise<UserView[]> {
  if (!env().isDemo) return [];
  const accounts = await Promise.all(DEMO_PEOPLE.map(({ name }) => findAccount(name)));
  return accounts.flatMap((account) => (account ? [account.user] : []));
}
