import path from 'node:path';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const root = path.resolve(import.meta.dirname, '..');

const config: NextConfig = {
  reactStrictMode: true,
  // Its badge would stand in every frame, and in every screenshot.
  devIndicators: false,
  turbopack: { root },
  // `npm test` checks these files with all others; here some modules are replaced, which has types of its own.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin('./i18n.ts')(config);
