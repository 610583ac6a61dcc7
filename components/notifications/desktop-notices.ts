export interface DesktopNotice {
  title: string;
  body: string;
  onClick(): void;
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
    show(tag, { title, body, onClick }) {
      try {
        // Silent: the sound is ours, and a choice of its own.
        const notice = new Notification(title, { tag, body, silent: true });
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
