import { z } from 'zod';

/** A 24-hex id, as on the wire. */
export const objectId = z.string({ error: 'errors.idInvalid' }).regex(/^[0-9a-f]{24}$/, 'errors.idInvalid');

export function isObjectId(value: unknown): value is string {
  return objectId.safeParse(value).success;
}
