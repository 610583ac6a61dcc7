import { SettingsError } from '@/lib/env';

const UNAUTHORIZED = 13;
const AUTHENTICATION_FAILED = 18;
const NOT_WRITABLE = new Set([10107, 13435]);

/**
 * Why a database of one's own cannot be used, in a sentence that does not repeat its address.
 * @returns the error itself where it is of another kind
 */
export function whyUnusable(error: unknown): unknown {
  const { name = '', code, cause } = error as { name?: string; code?: unknown; cause?: { code?: unknown } };
  const told = code ?? cause?.code;
  if (name === 'MongoParseError' || name === 'MongoAPIError' || name === 'MongoInvalidArgumentError') {
    return new SettingsError(
      'MONGODB_URI is no address that the driver takes. Check its options, and that signs such as @ or : in user and password are percent-encoded.',
    );
  }
  if (told === AUTHENTICATION_FAILED) {
    return new SettingsError('MONGODB_URI: the MongoDB there does not take this user and password.');
  }
  if (told === UNAUTHORIZED) {
    return new SettingsError('MONGODB_URI: this user may not write there. It needs the role readWrite.');
  }
  if (typeof told === 'number' && NOT_WRITABLE.has(told)) {
    return new SettingsError('MONGODB_URI: the MongoDB there takes no writes. Name the whole replica set.');
  }
  if (/ServerSelection/.test(name) || /^(ENOTFOUND|ETIMEOUT|ESERVFAIL|ENODATA)$/.test(String(told))) {
    return new SettingsError(
      'MONGODB_URI: no MongoDB answers there. Check host and port, or leave it out to use the embedded one.',
    );
  }
  return error;
}
