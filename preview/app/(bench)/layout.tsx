import '@/preview/preview.css';
import { beVietnamPro } from '@/app/fonts';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ComponentList } from '@/preview/bench/component-list';

export const metadata = { title: { default: 'Bench · Tingting', template: '%s · Bench' } };

export default function BenchLayout({ children }: { children: ReactNode }) {
  return (
    <html className={beVietnamPro.variable} lang="en">
      <body className="lg:flex">
        <nav
          aria-label="Components"
          className="border-line p-4 max-lg:border-b lg:sticky lg:top-0 lg:h-dvh lg:w-64 lg:shrink-0 lg:overflow-y-auto lg:border-r"
        >
          <Link href="/preview" className="text-lg font-semibold">
            Tingting’s bench
          </Link>
          <details className="mt-2 lg:hidden">
            <summary className="py-2">Components</summary>
            <ComponentList />
          </details>
          <div className="max-lg:hidden">
            <ComponentList />
          </div>
        </nav>
        <main className="min-w-0 flex-1 p-4 lg:px-8">{children}</main>
      </body>
    </html>
  );
}
