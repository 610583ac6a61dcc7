import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = { '@': path.resolve(import.meta.dirname) };

const withServers = {
  testTimeout: 60_000,
  hookTimeout: 90_000,
  // Each file starts servers and engines of its own; two cores carry one file at a time.
  fileParallelism: false,
};

export default defineConfig({
  test: {
    projects: [
      { resolve: { alias }, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
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
        test: { ...withServers, name: 'cluster', include: ['tests/cluster/**/*.test.ts'] },
      },
    ],
  },
});
