// The package names a file of types that it does not ship.
declare module 'unicode-confusables' {
  /** Replaces each character by what it looks like (confusables.txt of UTS #39). */
  export function rectifyConfusion(text: string): string;
}
