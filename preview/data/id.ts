/** An id as the database makes them: 24 hexadecimal digits. */
export function idOf(kind: 'user' | 'post' | 'comment' | 'notification', n: number): string {
  const digit = { user: 'a', post: 'b', comment: 'c', notification: 'd' }[kind];
  return digit + n.toString(16).padStart(23, '0');
}
