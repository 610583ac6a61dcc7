import { LRUCache } from 'lru-cache';
import mongoose from 'mongoose';
import type { Identity, SessionUser } from '@/lib/auth/schema';
import { userView } from '@/lib/auth/store';
import { inBatches } from '@/lib/db/in-batches';
import { User, type UserDoc } from '@/lib/db/models/user';
import { disconnectSession, disconnectUser, tellNodesOfPerson } from '@/lib/realtime/emit';
import { singleton } from '@/lib/singleton';

/** What another node has changed is known here at once, if nodes can tell each other; else after so long. */
const HELD_MS = 3_000;
/** More than ask within that time; each that is held costs half a kilobyte, and a server has many who only listen. */
const MOST_HELD = 2_000;
/** Sessions of one person that were signed out and whose cookies might come back. */
const MOST_ENDED = 200;

/** What decides whether a session still counts. */
export interface SessionState extends SessionUser {
  endedSessions: string[];
  isDemo: boolean;
}

type Answer = Promise<SessionState | null>;
const shared = singleton<LRUCache<string, Answer>>('session-states');

/**
 * A person as their sessions see them, asked for at every request and so held for seconds.
 * @returns null for somebody who is gone
 * @throws MongooseError when the database is unreachable
 */
export function sessionStateOf(userId: string): Answer {
  const held = states().get(userId);
  if (held) return held;
  const answer = readState(userId);
  states().set(userId, answer);
  answer.catch(() => {
    // A database that did not answer once is asked again.
    if (states().get(userId) === answer) states().delete(userId);
  });
  return answer;
}

/**
 * Ends one session for good: its cookie and the tokens made from it are refused from now on, even where a copy of them is
 * left, and its sockets are hung up.
 */
export async function endSession({
  userId,
  sessionId,
  sessionVersion,
}: Pick<Identity, 'userId' | 'sessionId' | 'sessionVersion'>): Promise<void> {
  await User.updateOne(
    // One that is over already would push another one off the list.
    { _id: userId, sessionVersion, endedSessions: mongoose.trusted({ $ne: sessionId }) },
    { $push: { endedSessions: { $each: [sessionId], $slice: -MOST_ENDED } } },
  );
  forgetEverywhere(userId);
  disconnectSession(sessionId);
}

/** Ends every session and token of a person, and hangs up all their sockets. */
export async function endAllSessions(userId: string): Promise<void> {
  await User.updateOne({ _id: userId }, { $inc: { sessionVersion: 1 }, $set: { endedSessions: [] } });
  forgetEverywhere(userId);
  disconnectUser(userId);
}

/**
 * Replaces a password and ends what was signed in with it, in one write.
 * @returns the person with the new version; null when the hash is not the one that was checked any more
 */
export async function replacePassword(
  userId: string,
  checkedHash: string,
  passwordHash: string,
): Promise<SessionUser | null> {
  const user = await User.findOneAndUpdate(
    { _id: userId, passwordHash: checkedHash },
    { $set: { passwordHash, endedSessions: [] }, $inc: { sessionVersion: 1 } },
    { returnDocument: 'after' },
  ).lean();
  forgetEverywhere(userId);
  return user && { user: userView(user), sessionVersion: user.sessionVersion };
}

/** Deletes a person and frees the name. Repeating it changes nothing. */
export async function deleteUser(userId: string): Promise<void> {
  await User.deleteOne({ _id: userId });
  forgetEverywhere(userId);
}

/** Asks the database about somebody's sessions next time. */
export function forgetSessionState(userId: string): void {
  states().delete(userId);
}

function forgetEverywhere(userId: string): void {
  forgetSessionState(userId);
  tellNodesOfPerson(userId);
}

/** When a server comes back, everybody asks at once. */
const readState = inBatches(async (userIds: string[]) => {
  const users = await User.collection
    .find<State>(
      { _id: { $in: userIds.map((id) => new mongoose.Types.ObjectId(id)) } },
      { projection: { name: 1, displayName: 1, avatar: 1, sessionVersion: 1, endedSessions: 1, isDemo: 1 } },
    )
    .toArray();
  const byId = new Map(users.map((user) => [user._id.toString(), user]));
  return userIds.map((id) => stateOf(byId.get(id)));
});

type State = Pick<UserDoc, '_id' | 'name' | 'displayName' | 'avatar' | 'endedSessions' | 'isDemo'> & {
  sessionVersion?: number;
};

function stateOf(user: State | undefined): SessionState | null {
  if (!user) return null;
  // Accounts from before there were versions have none: that counts as the first.
  const { sessionVersion = 0, endedSessions = [], isDemo = false } = user;
  return { user: userView(user), sessionVersion, endedSessions, isDemo };
}

function states(): LRUCache<string, Answer> {
  const current = shared.get() ?? new LRUCache<string, Answer>({ max: MOST_HELD, ttl: HELD_MS });
  shared.set(current);
  return current;
}
