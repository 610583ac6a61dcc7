import clsx from 'clsx';
import type { CSSProperties } from 'react';

const SIZES = { small: 'size-6 text-xs', medium: 'size-8 text-sm' } as const;

/** A person's picture, or initials on a colour derived from the id. Decorative: the name stands beside it. */
export function Avatar({
  person,
  size = 'small',
}: {
  person: { id: string; displayName: string; avatar: string | null };
  size?: keyof typeof SIZES;
}) {
  if (person.avatar) {
    // eslint-disable-next-line @next/next/no-img-element -- a few hundred bytes, nothing to optimise
    return <img src={person.avatar} alt="" className={clsx('shrink-0 rounded-full', SIZES[size])} />;
  }
  return (
    <span
      aria-hidden
      style={{ '--hue': hueOf(person.id) } as CSSProperties}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold avatar-colour',
        SIZES[size],
      )}
    >
      {initialsOf(person.displayName)}
    </span>
  );
}

/** One of twelve hues, the same for a person everywhere. */
function hueOf(id: string): number {
  return (parseInt(id.slice(-6), 16) % 12) * 30;
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return picked.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}
