/** A fresh idempotency key. Not `randomUUID`: browsers keep that from pages on plain http. */
export function newClientKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
