import { readFileSync } from 'node:fs';

/**
 * The design tokens, for what is drawn without the site's stylesheet.
 * @returns the `:root` rule of app/globals.css
 * @throws Error when there is none
 */
export function tokensRule(): string {
  const [rule] = /^:root \{[^}]*\}/m.exec(readFileSync('app/globals.css', 'utf8')) ?? [];
  if (!rule) throw new Error('app/globals.css has no :root rule');
  return rule;
}
