export interface DesktopNotice {
  title: string;
  body: string;
  /** Whether it comes up again where one with the same tag stands; without, that only changes. */
  isNews: boolean;
  onClick(): void;
}

/** Not every browser has it, so TypeScript does not know it. https://notifications.spec.whatwg.org/#dom-notificationoptions-renotify */
interface Options extends NotificationOptions {
  renotify: boolean;
}

export interface DesktopNotices {
  /**
   * Shows a notification of the operating system, in place of one with the same tag.
   * @returns false where a browser has them for service workers only, as on Android
   */
  show(tag: string, notice: DesktopNotice): boolean;
  stands(tag: string): boolean;
  close(tag: string): void;
  closeAll(): void;
}

/** Shows desktop notifications of this tab, and takes them away again. */
export function createDesktopNotices(): DesktopNotices {
  const standing = new Map<string, Notification>();
  const close = (tag: string) => {
    standing.get(tag)?.close();
    standing.delete(tag);
  };
  return {
    show(tag, { title, body, isNews, onClick }) {
      try {
        // Silent: the sound is ours, and a choice of its own.
        const options: Options = { tag, body, silent: true, renotify: isNews };
        const notice = new Notification(title, options);
        standing.set(tag, notice);
        notice.onclick = () => {
          window.focus();
          close(tag);
          onClick();
        };
        notice.onclose = () => {
          if (standing.get(tag) === notice) standing.delete(tag);
        };
        return true;
      } catch {
        // TypeError: there it is no constructor.
        return false;
      }
    },
    stands: (tag) => standing.has(tag),
    close,
    closeAll: () => [...standing.keys()].forEach(close),
  };
}
