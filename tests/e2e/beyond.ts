import type { BrowserContext, Page } from '@playwright/test';
import { openTab, watchTabs } from '@/tests/e2e/tab';
import type { NewSomeone, Someone } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';

export interface DesktopNotice {
  title: string;
  body: string;
  tag: string;
  /** It comes up again where one with the same tag stands. */
  isNews: boolean;
  isOpen: boolean;
}

declare global {
  interface Window {
    /** Every desktop notification that this tab has shown, in order. */
    desktopNotices: DesktopNotice[];
    clickDesktopNotice(tag: string): void;
    /** How often the page asked whether it may show them. */
    timesAsked: number;
    /** Every sound that this tab has begun. */
    sounds: OfflineAudioContext[];
    appBadges: (number | 'none')[];
  }
}

/** Makes the tabs that a browser opens from now on remember what they do beyond the page, in place of doing it. */
export async function watchBeyond(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.desktopNotices = [];
    window.timesAsked = 0;
    window.sounds = [];
    window.appBadges = [];
    const Native = window.Notification;
    // A browser without a window knows what it was allowed, yet its Notification.permission is always "denied".
    let permission: NotificationPermission = 'default';
    void navigator.permissions.query({ name: 'notifications' }).then((status) => {
      const note = () => (permission = status.state === 'prompt' ? 'default' : status.state);
      note();
      status.addEventListener('change', note);
    });
    const clicks = new Map<string, () => void>();
    class RecordedNotification {
      static get permission() {
        return permission;
      }
      static requestPermission() {
        window.timesAsked++;
        return Native.requestPermission();
      }
      onclick: (() => void) | null = null;
      private readonly notice: DesktopNotice;
      constructor(
        title: string,
        { tag = '', body = '', renotify = false }: NotificationOptions & { renotify?: boolean } = {},
      ) {
        this.notice = { title, body, tag, isNews: renotify, isOpen: true };
        for (const each of window.desktopNotices) if (each.tag === tag) each.isOpen = false;
        window.desktopNotices.push(this.notice);
        clicks.set(tag, () => this.onclick?.());
      }
      close() {
        this.notice.isOpen = false;
      }
    }
    Object.defineProperty(window, 'Notification', { value: RecordedNotification });
    window.clickDesktopNotice = (tag) => clicks.get(tag)?.();

    const RATE = 44_100;
    class RecordedAudio extends OfflineAudioContext {
      constructor() {
        super(1, RATE, RATE);
        window.sounds.push(this);
      }
      close() {
        return Promise.resolve();
      }
    }
    Object.defineProperty(window, 'AudioContext', { value: RecordedAudio });

    const noteBadge = (badge: number | 'none') => {
      window.appBadges.push(badge);
      return Promise.resolve();
    };
    Object.defineProperties(navigator, {
      setAppBadge: { value: (count: number) => noteBadge(count) },
      clearAppBadge: { value: () => noteBadge('none') },
    });
  });
}

/** As somebody who has turned them on in this browser and allowed them. */
export async function turnOnDesktop({ context }: Someone): Promise<void> {
  await context.grantPermissions(['notifications']);
  await context.addInitScript(() => {
    // A blank tab keeps nothing.
    if (location.protocol === 'http:') localStorage.setItem('tingting.desktop', 'on');
  });
}

/** The desktop notifications of these tabs so far. */
export async function desktopNotices(...tabs: Page[]): Promise<DesktopNotice[]> {
  return (await Promise.all(tabs.map((tab) => tab.evaluate(() => window.desktopNotices)))).flat();
}

/** What those that are still there say. */
export async function openNotices(...tabs: Page[]): Promise<string[]> {
  const notices = await desktopNotices(...tabs);
  return notices
    .filter(({ isOpen }) => isOpen)
    .map(({ title, body }) => (body ? `${title}: ${body}` : title));
}

export async function soundsOf(...tabs: Page[]): Promise<number> {
  const counts = await Promise.all(tabs.map((tab) => tab.evaluate(() => window.sounds.length)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** A person with a post and two tabs of one browser that are watched, and somebody who writes to them. */
export async function twoTabs(someone: NewSomeone, { isDesktopOn = false } = {}) {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await lan.post();
  await watchTabs(lan.context);
  await watchBeyond(lan.context);
  if (isDesktopOn) await turnOnDesktop(lan);
  const tabs = [await openTab(lan), await openTab(lan)] as const;
  return { lan, minh, postId, tabs };
}
