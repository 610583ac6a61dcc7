/**
 * Whether this browser shows desktop notifications: what was chosen here, and what the browser allows. Permission
 * is the browser's, so the choice is too.
 */
export type DesktopState = 'unsupported' | 'off' | 'on' | 'blocked';

const KEY = 'tingting.desktop';
const listeners = new Set<() => void>();
let isForWorkersOnly = false;

export function desktopState(): DesktopState {
  if (typeof Notification !== 'function' || !window.isSecureContext || isForWorkersOnly) return 'unsupported';
  if (Notification.permission === 'denied') return 'blocked';
  return Notification.permission === 'granted' && isChosen() ? 'on' : 'off';
}

/** Asks for permission where it was not given yet; only ever after a click. */
export async function turnOnDesktop(): Promise<void> {
  isForWorkersOnly = Notification.permission === 'default' && !isConstructor();
  if (!isForWorkersOnly && (await Notification.requestPermission()) === 'granted') choose(true);
  tell();
}

export function turnOffDesktop(): void {
  choose(false);
  tell();
}

/** Hears when it is turned on or off, here, in another tab or in the browser's own settings. */
export function subscribeDesktop(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    // Null when all of the storage was cleared.
    if (key === KEY || key === null) listener();
  };
  let permission: PermissionStatus | undefined;
  let isStopped = false;
  navigator.permissions?.query({ name: 'notifications' }).then(
    (status) => {
      if (isStopped) return;
      permission = status;
      permission.addEventListener('change', listener);
    },
    // A browser that does not tell: the page knows the next time that it looks.
    () => undefined,
  );
  listeners.add(listener);
  window.addEventListener('storage', onStorage);
  return () => {
    isStopped = true;
    permission?.removeEventListener('change', listener);
    listeners.delete(listener);
    window.removeEventListener('storage', onStorage);
  };
}

/** Without permission nothing is shown. On Android even that throws: there only service workers may. */
function isConstructor(): boolean {
  try {
    new Notification('').close();
    return true;
  } catch {
    // TypeError, as said.
    return false;
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}

function isChosen(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on';
  } catch {
    // Storage that is forbidden: nothing was ever chosen.
    return false;
  }
}

function choose(isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(KEY, 'on');
    else localStorage.removeItem(KEY);
  } catch {
    // As above: it stays off.
  }
}
