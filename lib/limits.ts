/** Limits of the wire contract. Lengths in characters (UTF-16 code units), as forms count them. */
export const LIMITS = {
  nameMin: 3,
  nameMax: 30,
  displayNameMax: 60,
  passwordMin: 8,
  passwordMax: 200,
  titleMax: 200,
  postMax: 20_000,
  commentMax: 5_000,
  previewMax: 140,
  pageMax: 100,
  pageDefault: 20,
  /** Unread notifications are counted up to here; 100 is shown as 99+. */
  unreadMax: 100,
  /** People one comment may mention. */
  mentionsMax: 10,
  /** People one person may block. */
  blockedMax: 1_000,
  /** Bytes of a request body. */
  bodyBytes: 64 * 1024,
} as const;
