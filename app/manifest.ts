import type { MetadataRoute } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { THEME_COLOR } from '@/app/theme-color';

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations('site');
  return {
    id: '/',
    name: t('name'),
    short_name: t('name'),
    description: t('tagline'),
    lang: await getLocale(),
    start_url: '/',
    display: 'standalone',
    background_color: THEME_COLOR.light,
    theme_color: THEME_COLOR.light,
    icons: [
      { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
  };
}
