import { User, type UserDoc } from '@/lib/db/models/user';
import type { SessionUser, UserView } from '@/lib/auth/schema';
import { refused, type Outcome } from '@/lib/result';
import mongoose from 'mongoose';

/** Creates an account. Refuses a name that is taken. */
export async function insertUser(person: {
  name: string;
  displayName: string;
  passwordHash: string | null;
}): Promise<Outcome<UserView>> {
  try {
    const user = new User({ ...person, searchTerms: searchTerms(person.displayName), avatar: null });
    await user.save();
    return { ok: true, value: userView(user) };
  } catch (error) {
    // The unique index decides, so that two registrations at once cannot both win.
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
}

/** The account of a name with its password hash, for signing in. */
export async function findAccount(name: string): Promise<Account | null> {
  return accountOf(await User.findOne({ name }).lean());
}

/** The same by id, for somebody signed in who shows the password again. */
export async function findAccountById(id: string): Promise<Account | null> {
  return accountOf(await User.findById(id).lean());
}

/** A person with the version their sessions must carry, and without the password hash. */
export async function findSessionUser(id: string): Promise<SessionUser | null> {
  const user = await User.findById(id).select('name displayName avatar sessionVersion').lean();
  return user && sessionUser(user);
}

/**
 * Replaces a password and ends what was signed in with it, in one write.
 * @returns the person with the new version; null when the hash is not the one that was checked any more
 */
export async function replacePassword(
  id: string,
  checkedHash: string,
  passwordHash: string,
): Promise<SessionUser | null> {
  const user = await User.findOneAndUpdate(
    { _id: id, passwordHash: checkedHash },
    { $set: { passwordHash }, $inc: { sessionVersion: 1 } },
    { returnDocument: 'after' },
  ).lean();
  return user && sessionUser(user);
}

/** Deletes a person and frees the name. Repeating it changes nothing. */
export async function deleteUser(id: string): Promise<void> {
  await User.deleteOne({ _id: id });
}

/** Stands in for somebody whose account is gone. */
export function unknownUser(id: string): UserView {
  return { id, name: 'deleted', displayName: '—', avatar: null };
}

/** @param key a field that the broken index has; any index when left out */
export function isDuplicateKey(error: unknown, key?: string): boolean {
  const { code, keyPattern } = error as { code?: unknown; keyPattern?: Record<string, unknown> };
  return code === 11000 && (key === undefined || key in (keyPattern ?? {}));
}

function accountOf(user: UserDoc | null): Account | null {
  return user && { ...sessionUser(user), passwordHash: user.passwordHash };
}

function sessionUser(
  user: Pick<UserDoc, '_id' | 'name' | 'displayName' | 'avatar' | 'sessionVersion'>,
): SessionUser {
  // Accounts from before there were versions have none: that counts as the first.
  return { user: userView(user), sessionVersion: user.sessionVersion ?? 0 };
}

export function userView(user: Pick<UserDoc, '_id' | 'name' | 'displayName' | 'avatar'>): UserView {
  return {
    id: user._id.toString(),
    name: user.name,
    displayName: user.displayName,
    avatar: user.avatar ?? null,
  };
}
