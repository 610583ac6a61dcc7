import { readFileSync } from 'node:fs';
import { getLocale, getTranslations } from 'next-intl/server';
import { pageNonce } from '@/app/page-nonce';
import { tokensRule } from '@/app/tokens';

const icon = readFileSync('app/icon.svg', 'utf8');
const tokens = tokensRule();

/**
 * What a browser shows in place of a page that cannot be reached. The service worker keeps it, so it stands alone: no
 * file of the site, and nothing of whoever is signed in.
 */
export async function GET() {
  const [locale, t, nonce] = await Promise.all([getLocale(), getTranslations('offline'), pageNonce()]);
  const html = `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
<title>${t('title')}</title>
<style nonce="${nonce}">
${tokens}
body { background: var(--paper); color: var(--ink); font: 0.9375rem/1.55 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-content: center; justify-items: center; padding: 1rem; text-align: center; box-sizing: border-box }
svg { width: 3rem }
h1 { font-size: 1.25rem; margin: 1rem 0 0 }
p { color: var(--quiet); margin: 0.25rem 0 1.5rem; max-width: 34rem }
a { color: inherit; min-height: 2.75rem; display: inline-flex; align-items: center; padding: 0 1rem; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); text-decoration: none }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
</style>
<main>${icon}<h1>${t('title')}</h1><p>${t('text')}</p><a href="">${t('retry')}</a></main>
<script src="/offline.js" nonce="${nonce}"></script>
</html>`;
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}
