import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const alias = { '@': path.resolve(import.meta.dirname) };

const withServers = { testTimeout: 60_000, hookTimeout: 90_000 };

/** What takes longest begins first: last, one worker would still be at it and the others idle. */
const LONGEST = [
  ...['faults/die-between-steps', 'faults/kill-app', 'integration/dev', 'integration/outbox', 'faults/churn'],
  ...['security/access', 'faults/stop', 'faults/kill-database', 'security/floods', 'faults/restart-herd'],
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      LONGEST.findLastIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
    const [first, others] = [
      files.filter((file) => place(file) >= 0),
      files.filter((file) => place(file) < 0),
    ];
    return [...first.sort((one, other) => place(one) - place(other)), ...(await super.sort(others))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Each file starts servers and databases of its own, and waits for them: two cores carry three at a time.
    maxWorkers: 3,
    projects: [
      {
        resolve: { alias },
        // Properties are tried on a hundred inputs, beside three steps that use the same two cores.
        test: { testTimeout: 30_000, name: 'unit', include: ['tests/unit/**/*.test.ts'] },
      },
      {
        resolve: { alias },
        test: { ...withServers, name: 'integration', include: ['tests/integration/**/*.test.ts'] },
      },
      {
        resolve: { alias },
        test: { ...withServers, name: 'security', include: ['tests/security/**/*.test.ts'] },
      },
      {
        resolve: { alias },
        test: { ...withServers, name: 'faults', include: ['tests/faults/**/*.test.ts'] },
      },
      {
        resolve: { alias },
        test: {
          ...withServers,
          name: 'cluster',
          fileParallelism: false,
          include: ['tests/cluster/**/*.test.ts'],
        },
      },
    ],
  },
});
