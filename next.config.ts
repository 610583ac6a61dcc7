import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['mongoose', '@node-rs/argon2', 'pino', 'socket.io', 'prom-client'],
  // `npm test` checks them, with the tests and scripts besides; a build need not do so again.
  typescript: { ignoreBuildErrors: true },
  experimental: { serverActions: { bodySizeLimit: '64kb' } },
};

export default createNextIntlPlugin('./i18n/request.ts')(config);
