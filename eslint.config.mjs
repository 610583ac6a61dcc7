import next from '@next/eslint-plugin-next';
import importPlugin from 'eslint-plugin-import';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Imports go from left to right only; within one entry they are free.
const LAYERS = [
  [
    'lib/env.ts',
    'lib/result.ts',
    'lib/singleton.ts',
    'lib/metrics.ts',
    'lib/request-id.ts',
    'lib/held-for.ts',
    'lib/limits.ts',
    'lib/group-by.ts',
    'lib/wait-in-words.ts',
    'lib/plain-text.ts',
    'lib/realtime/events.ts',
  ],
  [
    'lib/db',
    'lib/id.ts',
    'lib/cursor.ts',
    'lib/page-input.ts',
    'lib/invalid.ts',
    'lib/log.ts',
    'lib/form-problem.ts',
    'lib/run-action.ts',
    'lib/graceful-stop.ts',
    'lib/in-flight.ts',
    'lib/http',
    'lib/rate-limits',
    'lib/redis.ts',
    'lib/data-dir.ts',
    'lib/in-the-open.ts',
  ],
  ['lib/realtime'],
  ['lib/auth', 'lib/posts', 'lib/preferences'],
  ['lib/notifications'],
  ['lib/account'],
  ['lib/comments'],
  ['lib/api', 'lib/demo', 'lib/socket-hooks.ts', 'components'],
  ['app'],
  ['preview'],
];

const zones = LAYERS.flatMap((targets, level) =>
  LAYERS.slice(level + 1)
    .flat()
    .map((from) => ({
      target: targets.map((target) => `./${target}`),
      from: `./${from}`,
      // The wire contract lies beside the transport and imports nothing: everybody may use it.
      except: from === 'lib/realtime' ? ['./events.ts'] : [],
      message:
        'Imports go from left to right only: env → db → realtime → auth, posts → notifications → account → comments → app.',
    })),
);

export default tseslint.config(
  { ignores: ['**/.next', 'dist', 'node_modules', '.cache', '.data', '**/next-env.d.ts', 'test-results'] },
  ...tseslint.configs.recommended,
  {
    plugins: { import: importPlugin, '@next/next': next, 'jsx-a11y': a11y, 'react-hooks': hooks },
    settings: {
      'import/resolver': { typescript: { project: './tsconfig.json' } },
      // Without it no-cycle reads no TypeScript, and finds nothing.
      'import/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      ...next.configs.recommended.rules,
      ...next.configs['core-web-vitals'].rules,
      ...a11y.flatConfigs.recommended.rules,
      ...hooks.configs.recommended.rules,
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'import/no-cycle': 'error',
      'import/no-restricted-paths': ['error', { zones }],
      'jsx-a11y/no-autofocus': 'off',
      // What scrolls must be reached by keyboard: axe's scrollable-region-focusable wants what this rule forbids.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['tabpanel', 'region'] }],
      // It warns of the React Compiler, which this project is built without.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    // Playwright's fixtures are handed a function named `use`, which is no React hook.
    files: ['tests/**/*.spec.ts', 'tests/e2e/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off', 'no-empty-pattern': 'off' },
  },
);
