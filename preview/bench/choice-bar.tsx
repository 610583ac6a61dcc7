import clsx from 'clsx';
import Link from 'next/link';
import { LOCALES } from '@/i18n/locale';
import { type Choices, THEMES, WIDTHS } from '@/preview/bench/choices';

/** Leaves out themes, languages and widths, or puts them back. */
export function ChoiceBar({ component, choices }: { component: string; choices: Choices }) {
  const groups = [
    { name: 'theme', all: [...THEMES], chosen: [...choices.themes] },
    { name: 'locale', all: [...LOCALES], chosen: [...choices.locales] },
    { name: 'width', all: WIDTHS.map(String), chosen: choices.widths.map(String) },
  ];
  const addressWithout = (group: string, value: string) => {
    const query = new URLSearchParams();
    for (const { name, all, chosen } of groups) {
      const next = name === group ? toggled(all, chosen, value) : chosen;
      if (next.length < all.length) for (const each of next) query.append(name, each);
    }
    return `/preview/${component}?${query}`;
  };
  return (
    <div className="my-3 flex flex-wrap gap-x-6 gap-y-1">
      {groups.map(({ name, all, chosen }) => (
        <div key={name} role="group" aria-label={name} className="flex gap-1">
          {all.map((value) => {
            const isOn = chosen.includes(value);
            return (
              <Link
                key={value}
                href={addressWithout(name, value)}
                prefetch={false}
                aria-current={isOn ? 'true' : undefined}
                className={clsx(
                  'rounded-sm border px-2 py-1 text-sm',
                  isOn ? 'border-outline bg-raised font-semibold' : 'border-line text-quiet',
                )}
              >
                {value}
              </Link>
            );
          })}
        </div>
      ))}
    </div>
  );
}

/** Of all of them the first click keeps one alone; without any left all are back. */
function toggled(all: string[], chosen: string[], value: string): string[] {
  if (chosen.length === all.length) return [value];
  return chosen.includes(value)
    ? chosen.filter((each) => each !== value)
    : all.filter((each) => each === value || chosen.includes(each));
}
