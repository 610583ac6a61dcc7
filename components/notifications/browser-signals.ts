/** Tells when the browser wakes up, comes back online or loses its network. @returns how to stop listening */
export function onBrowserSignals(on: { wake(): void; online(): void; offline(): void }): () => void {
  const wakeIfVisible = () => {
    if (document.visibilityState === 'visible') on.wake();
  };
  window.addEventListener('online', on.online);
  window.addEventListener('offline', on.offline);
  window.addEventListener('pageshow', wakeIfVisible);
  document.addEventListener('visibilitychange', wakeIfVisible);
  return () => {
    window.removeEventListener('online', on.online);
    window.removeEventListener('offline', on.offline);
    window.removeEventListener('pageshow', wakeIfVisible);
    document.removeEventListener('visibilitychange', wakeIfVisible);
  };
}
