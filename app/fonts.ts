import localFont from 'next/font/local';

/** One file for each weight, with all of Vietnamese in it. `npm run fonts` makes them; see docs/decisions/0018-fonts.md. */
export const beVietnamPro = localFont({
  src: [
    { path: './fonts/be-vietnam-pro-400.woff2', weight: '400' },
    { path: './fonts/be-vietnam-pro-600.woff2', weight: '600' },
  ],
  variable: '--font-be-vietnam-pro',
  display: 'swap',
});
