import { User, type UserDoc } from '@/lib/db/models/user';
import { foldedOf, skeletonOf } from '@/lib/auth/look-alike';
import { type SessionUser, UNKNOWN, type UserView } from '@/lib/auth/schema';
import { refused, type Outcome } from '@/lib/result';
import mongoose from 'mongoose';

/** Creates an account. Refuses a name that is taken, and names that look like somebody else's. */
export async function insertUser(person: {
  name: string;
  displayName: string;
  passwordHash: string | null;
  isDemo?: boolean;
}): Promise<Outcome<UserView>> {
  const looks = {
    nameSkeleton: skeletonOf(person.name),
    displaySkeleton: skeletonOf(person.displayName),
    displayFolded: foldedOf(person.displayName),
  };
  // Two people may be called the same; nobody may be called what only looks the same.
  const isAlike = await User.exists({
    displaySkeleton: looks.displaySkeleton,
    displayFolded: mongoose.trusted({ $ne: looks.displayFolded }),
  });
  if (isAlike) return refused('errors.nameAlike', 'displayName');
  try {
    const user = new User({
      ...person,
      ...looks,
      searchTerms: searchTerms(person.displayName),
      avatar: null,
    });
    await user.save();
    return { ok: true, value: userView(user) };
  } catch (error) {
    // Unique indexes decide, so that of two registrations at once one wins.
    if (isDuplicateKey(error, 'nameSkeleton') && !(await User.exists({ name: person.name }))) {
      return refused('errors.nameAlike', 'name');
    }
    if (isDuplicateKey(error)) return refused('errors.nameTaken', 'name');
    throw error;
  }
}

export async function findUser(id: string): Promise<UserView | null> {
  const user = await User.findById(id).lean();
  return user && userView(user);
}

/** People by id. Ids nobody has are missing from the map. */
export async function findUsers(ids: Iterable<{ toString(): string }>): Promise<Map<string, UserView>> {
  const unique = [...new Set([...ids].map(String))];
  if (unique.length === 0) return new Map();
  const users = await User.find({ _id: mongoose.trusted({ $in: unique }) })
    .select('name displayName avatar')
    .lean();
  return new Map(users.map((user) => [user._id.toString(), userView(user)]));
}

/** People by name; names nobody has are left out. */
export async function findUsersByNames(names: string[]): Promise<UserView[]> {
  if (names.length === 0) return [];
  const users = await User.find({ name: mongoose.trusted({ $in: names }) })
    .select('name displayName avatar')
    .lean();
  return users.map(userView);
}

/** People whose name, or a word of whose display name, begins like this; whatever the case and the accents. */
export async function findUsersByPrefix(prefix: string, limit: number): Promise<UserView[]> {
  const [first = ''] = searchTerms(prefix);
  if (first === '') return [];
  const begins = mongoose.trusted({ $regex: `^${first}` });
  const users = await User.find({ $or: [{ name: begins }, { searchTerms: begins }] })
    .sort({ name: 1 })
    .limit(limit)
    .select('name displayName avatar')
    .lean();
  return users.map(userView);
}

/** The words of a display name as they are searched: lower case, without accents, letters and digits alone. */
function searchTerms(displayName: string): string[] {
  const plain = displayName.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
  return plain.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** What checking a password needs to know. */
export interface Account extends SessionUser {
  passwordHash: string | null;
  isDemo: boolean;
}

/** The account of a name with its password hash, for signing in. */
export async function findAccount(name: string): Promise<Account | null> {
  return accountOf(await User.findOne({ name }).lean());
}

/** The same by id, for somebody signed in who shows the password again. */
export async function findAccountById(id: string): Promise<Account | null> {
  return accountOf(await User.findById(id).lean());
}

/** Makes an account one that everybody who tries the demo shares. */
export async function markDemo(id: string): Promise<void> {
  await User.updateOne({ _id: id }, { $set: { isDemo: true } });
}

/** Stands in for somebody whose account is gone. */
export function unknownUser(id: string): UserView {
  return { id, ...UNKNOWN, avatar: null };
}

/** @param key a field that the broken index has; any index when left out */
export function isDuplicateKey(error: unknown, key?: string): boolean {
  const { code, keyPattern } = error as { code?: unknown; keyPattern?: Record<string, unknown> };
  return code === 11000 && (key === undefined || key in (keyPattern ?? {}));
}

function accountOf(user: UserDoc | null): Account | null {
  // Accounts from before there were versions have none: that counts as the first.
  return (
    user && {
      user: userView(user),
      sessionVersion: user.sessionVersion ?? 0,
      passwordHash: user.passwordHash,
      isDemo: user.isDemo === true,
    }
  );
}

export function userView(user: Pick<UserDoc, '_id' | 'name' | 'displayName' | 'avatar'>): UserView {
  return {
    id: user._id.toString(),
    name: user.name,
    displayName: user.displayName,
    avatar: user.avatar ?? null,
  };
}
