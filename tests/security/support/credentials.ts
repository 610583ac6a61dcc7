import { randomUUID } from 'node:crypto';
import { type Connection, Types } from 'mongoose';
import jwt from 'next-auth/jwt';
import type { Attempt } from '@/tests/security/support/requests';
import { newPerson, Person } from '@/tests/support/person';

/** Of the server under test, so that sessions can be made without asking it. */
export const SECRET = 'a secret of forty characters for fuzzing';

const SALTS = { api: 'tingting-api', session: '' };

/** Somebody who is signed in anew for every request: what signs out, even everywhere, ends what is over already. */
export class Impersonator {
  private constructor(
    private readonly database: Connection,
    private readonly person: Person,
  ) {}

  static async on(url: string, database: Connection): Promise<Impersonator> {
    return new Impersonator(database, await newPerson(url, 'Minh'));
  }

  /** The person, with a session that holds now. */
  async signedIn(): Promise<Person> {
    return new Person(this.person.url, await this.token('api'), this.person.user);
  }

  /** Headers with what shows who is asking. */
  async credentials(as: Attempt['as'], headers: Record<string, string>): Promise<Record<string, string>> {
    if (as === 'nobody') return headers;
    if (as === 'person') return { ...headers, authorization: `Bearer ${await this.token('api')}` };
    const own = `next-auth.session-token=${await this.token('session')}`;
    return { ...headers, cookie: headers.cookie ? `${headers.cookie}; ${own}` : own };
  }

  private async token(audience: keyof typeof SALTS): Promise<string> {
    const { id } = this.person.user;
    const user = await this.database.collection('users').findOne({ _id: new Types.ObjectId(id) });
    return jwt.encode({
      token: {
        aud: audience,
        sub: id,
        sid: randomUUID(),
        ver: (user?.sessionVersion as number | undefined) ?? 0,
      },
      secret: SECRET,
      salt: SALTS[audience],
    });
  }
}
