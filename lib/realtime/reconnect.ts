/**
 * How clients come back after a connection is lost, in milliseconds. The first try comes after 0.1 to 1.9 s, so
 * that the clients of a server that was restarted spread over two seconds; later ones up to eight seconds apart.
 */
export const RECONNECT = {
  reconnectionDelay: 1_000,
  reconnectionDelayMax: 8_000,
  randomizationFactor: 0.9,
  /** A handshake that gets no answer. */
  timeout: 5_000,
} as const;

/** Snapshots are asked for at a random moment within this, once connected again. */
export const CATCH_UP_WITHIN_MS = 2_000;
