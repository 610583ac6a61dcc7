/** A fresh idempotency key. Not `randomUUID`: browsers keep that from pages on plain http. */
export function newClientKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The key of one submission of a draft. The draft's own key is shared by a retry and a second tab; with the text it
 * names what is sent: the same text again is the first comment, other text is another one and never swallowed.
 * Not `crypto.subtle`, for the reason above; 53 bits are plenty between the texts of one draft.
 * @returns at most 100 characters
 */
export function submissionKeyOf(draftKey: string, body: string): string {
  return `${draftKey.slice(0, 80)}.${hashOf(body.trim())}`;
}

/** cyrb53, public domain: https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js */
function hashOf(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
