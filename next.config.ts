import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['mongoose', '@node-rs/argon2', 'pino', 'socket.io', 'prom-client'],
  experimental: { serverActions: { bodySizeLimit: '64kb' } },
};

export default createNextIntlPlugin('./i18n/request.ts')(config);
