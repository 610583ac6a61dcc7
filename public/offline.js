// The page that was asked for takes the place of this one as soon as it can be reached again: when the browser says that
// there is a network, and when the server answers.
const ASK_MS = 4_000;

document.documentElement.style.colorScheme = localStorage.getItem('theme') ?? '';
addEventListener('online', ask);
setInterval(ask, ASK_MS);

async function ask() {
  try {
    const { ok } = await fetch('/offline', { cache: 'no-store' });
    // Not a reload: that would send a form again.
    if (ok) location.replace(location.pathname.replace(/^\/+/, '/') + location.search);
  } catch {
    // Still out of reach.
  }
}
