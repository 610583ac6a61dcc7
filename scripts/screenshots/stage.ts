import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { tokensRule } from '@/app/tokens';

/** Two of them stand side by side in a README that is about 900 pixels wide, and their text can still be read. */
export const WINDOW = { width: 480, height: 580 };
export const SHARPNESS = 1.5;

const MARGIN = 28;
const BAR = 34;
const WIDTH = 2 * WINDOW.width + 3 * MARGIN;
const HEIGHT = WINDOW.height + BAR + 2 * MARGIN;

export interface Pointer {
  x: number;
  y: number;
}

/** One window at one moment. */
export interface View {
  png: Buffer;
  pointer: Pointer | null;
}

/** The table that two windows lie on, each with the name of whose it is above it. */
export class Stage {
  private constructor(private readonly page: Page) {}

  static async open(browser: Browser, names: string[]): Promise<Stage> {
    const page = await browser.newPage({
      viewport: { width: WIDTH, height: HEIGHT },
      deviceScaleFactor: SHARPNESS,
      colorScheme: 'light',
    });
    await page.setContent(table(names));
    await page.evaluate(() => document.fonts.ready);
    return new Stage(page);
  }

  /** @param views the windows from left to right */
  async show(views: View[]): Promise<Buffer> {
    const shown = views.map(({ png, pointer }) => ({
      source: `data:image/png;base64,${png.toString('base64')}`,
      pointer,
    }));
    await this.page.evaluate(async (windows) => {
      const sections = [...document.querySelectorAll('section')];
      await Promise.all(
        windows.map(async ({ source, pointer }, n) => {
          const image = sections[n]?.querySelector('img');
          const arrow = sections[n]?.querySelector('svg');
          if (!image || !arrow) return;
          arrow.style.display = pointer ? 'block' : 'none';
          if (pointer) arrow.style.translate = `${pointer.x}px ${pointer.y}px`;
          image.src = source;
          await image.decode();
        }),
      );
    }, shown);
    return this.page.screenshot();
  }
}

/** In the site's own tokens, so that it follows them. */
function table(names: string[]): string {
  const font = readFileSync('app/fonts/be-vietnam-pro-600.woff2').toString('base64');
  const sections = names.map(
    (name) => `
      <section>
        <h1>${name}</h1>
        <div><img alt="" /><svg viewBox="-1 -1 16 22" width="16" height="22"><path d="M0 0v16.5l4-3.8 2.6 6 2.7-1.2-2.6-5.9h5.6Z" /></svg></div>
      </section>`,
  );
  return `
    <style>
      @font-face { font-family: Stage; font-weight: 600; src: url(data:font/woff2;base64,${font}) }
      ${tokensRule()}
      body { margin: 0; display: flex; gap: ${MARGIN}px; padding: ${MARGIN}px; background: color-mix(in oklab, var(--line) 70%, var(--paper)) }
      section { width: ${WINDOW.width}px; overflow: hidden; outline: 1px solid color-mix(in oklab, var(--line), var(--outline) 40%); border-radius: 10px; background: var(--raised); box-shadow: 0 8px 28px rgb(40 28 18 / 0.1) }
      h1 { margin: 0; height: ${BAR - 1}px; border-bottom: 1px solid var(--line); font: 600 13px/${BAR - 1}px Stage; text-align: center; color: var(--quiet) }
      div { position: relative; overflow: hidden }
      img { display: block; width: ${WINDOW.width}px; height: ${WINDOW.height}px }
      svg { position: absolute; left: -1px; top: -1px; fill: var(--ink); stroke: var(--raised); stroke-width: 1.5; stroke-linejoin: round }
    </style>
    ${sections.join('')}`;
}
