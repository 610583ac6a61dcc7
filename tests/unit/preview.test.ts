import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { features } from '@/preview/fixtures';

vi.mock('next-intl/server', () => ({}));

/** Exported components that have nothing to show, and why. */
const UNSEEN: Record<string, string> = {
  NotificationProvider: 'holds the connection; on the bench `SignedIn` stands in its place',
  PageBadge: 'shows the count in the title and the icon of the page',
  OfflinePage: 'lets the browser keep a page',
  ToastPause: 'is a context',
  NoScriptSave: 'is there only where no script runs',
};

const files = readdirSync('components', { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tsx'),
);

const exported = files.flatMap((name) => {
  const text = readFileSync(path.join('components', name), 'utf8');
  const found = text.matchAll(/^export (?:default )?(?:async )?(?:function|const|class) ([A-Z][a-z]\w*)/gm);
  return [...found].map(([, component = '']) => ({ feature: name.split(path.sep)[0] ?? '', component }));
});

const shown = Object.entries(features).flatMap(([feature, fixtures]) =>
  Object.keys(fixtures).map((component) => `${feature}/${component}`),
);

test('every exported component is on the bench, with its own feature', () => {
  const missing = exported
    .filter(({ component }) => !(component in UNSEEN))
    .map(({ feature, component }) => `${feature}/${component}`)
    .filter((each) => !shown.includes(each));
  expect(exported.length).toBeGreaterThan(50);
  expect(missing, 'add a fixture in preview/fixtures').toEqual([]);
});

test('nothing is on the bench, or excused from it, that is not exported', () => {
  const names = exported.map(({ feature, component }) => `${feature}/${component}`);
  expect(shown.filter((each) => !names.includes(each))).toEqual([]);
  expect(Object.keys(UNSEEN).filter((each) => !exported.some(({ component }) => component === each))).toEqual(
    [],
  );
  expect(new Set(exported.map(({ component }) => component)).size).toBe(exported.length);
});

test('every component has a state', () => {
  const empty = Object.values(features).flatMap((fixtures) =>
    Object.entries(fixtures).filter(([, { states }]) => Object.keys(states).length === 0),
  );
  expect(empty).toEqual([]);
});
