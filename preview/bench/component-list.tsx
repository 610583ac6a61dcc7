import Link from 'next/link';
import { features } from '@/preview/fixtures';

/** All components by feature. */
export function ComponentList() {
  return Object.entries(features).map(([feature, fixtures]) => (
    <section key={feature} className="mt-4">
      <h2 className="text-sm font-semibold text-quiet">{feature}</h2>
      <ul>
        {Object.keys(fixtures)
          .sort()
          .map((component) => (
            <li key={component}>
              <Link href={`/preview/${component}`} prefetch={false} className="block py-1 hover:underline">
                {component}
              </Link>
            </li>
          ))}
      </ul>
    </section>
  ));
}
