import type { Locator, Page } from '@playwright/test';
import type { Frame } from '@/scripts/screenshots/pictures';
import type { Pointer, Stage, View } from '@/scripts/screenshots/stage';

const GLIDE_FRAMES = 6;
const GLIDE_MS = 45;
const PRESS_MS = 140;

/** Somebody's window, with the pointer of a mouse. */
export class FilmedWindow {
  pointer: Pointer | null = null;

  constructor(readonly page: Page) {}

  /** The pointer goes out of sight, as it does while somebody types, and is over nothing. */
  async rest(): Promise<void> {
    this.pointer = null;
    await this.page.mouse.move(0, 0);
  }

  async view(): Promise<View> {
    return { png: await this.page.screenshot({ caret: 'initial' }), pointer: this.pointer };
  }
}

/** Frames of two windows. They are put side by side only at the end: a toast does not wait for that. */
export class Film {
  private readonly moments: { views: View[]; ms: number }[] = [];

  constructor(private readonly windows: FilmedWindow[]) {}

  /** Takes what these windows show now; the others show what they showed. @returns the number of the frame */
  async take(ms: number, ...changed: FilmedWindow[]): Promise<number> {
    const before = this.moments.at(-1)?.views ?? [];
    const views: View[] = [];
    for (const [n, window] of this.windows.entries()) {
      const last = before[n];
      views.push(last && !changed.includes(window) ? last : await window.view());
    }
    return this.moments.push({ views, ms }) - 1;
  }

  /** Moves a pointer to the middle of something, from where it was or from the lower edge of the window. */
  async glide(window: FilmedWindow, to: Locator): Promise<void> {
    const box = await to.boundingBox();
    const size = window.page.viewportSize();
    if (!box || !size) throw new Error(`there is nothing to point at: ${to}`);
    const from = window.pointer ?? { x: size.width * 0.7, y: size.height * 0.95 };
    const end = { x: box.x + Math.min(box.width / 2, 90), y: box.y + box.height / 2 };
    for (let n = 1; n <= GLIDE_FRAMES; n++) {
      const share = easeOut(n / GLIDE_FRAMES);
      window.pointer = { x: from.x + (end.x - from.x) * share, y: from.y + (end.y - from.y) * share };
      await window.page.mouse.move(window.pointer.x, window.pointer.y);
      await this.take(GLIDE_MS, window);
    }
    await this.take(PRESS_MS, window);
  }

  async develop(stage: Stage): Promise<Frame[]> {
    const frames: Frame[] = [];
    for (const { views, ms } of this.moments) frames.push({ png: await stage.show(views), ms });
    return frames;
  }
}

function easeOut(share: number): number {
  return 1 - (1 - share) ** 2;
}
