const NAMES = new Set([
  'DatabaseTimeoutError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoNotConnectedError',
  'MongoClientClosedError',
  'MongoTopologyClosedError',
  'MongoOperationTimeoutError',
  'MongoServerSelectionError',
  'MongoWaitQueueTimeoutError',
  'MongooseServerSelectionError',
]);

/**
 * Server errors of a node that is going away or has stopped being the primary, that may only be read, or whose disk or
 * quota (Atlas says 8000) is full; MongoDB's error_codes.yml.
 */
const CODES = new Set([13, 91, 189, 8_000, 10_107, 11_600, 11_602, 13_435, 13_436, 14_031]);

/** Of a connection that broke in the middle; the driver passes some on as they are. */
const SYSTEM_CODES = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'ETIMEDOUT', 'ENOENT']);

/** Whether an error says that the database cannot do this now, and not that the request was wrong. */
export function isUnavailable(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (
    NAMES.has(error.name) ||
    (typeof code === 'number' && CODES.has(code)) ||
    (typeof code === 'string' && SYSTEM_CODES.has(code)) ||
    // Mongoose keeps operations back while it has no connection, and gives up with a nameless error.
    error.message.includes('buffering timed out')
  );
}
