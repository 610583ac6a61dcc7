// Keeps one page and its script, for when no page can be reached. Everything else goes to the network, as without a
// service worker.
const CACHE = 'offline';
const KEPT = ['/offline', '/offline.js'];

self.addEventListener('install', (event) => event.waitUntil(keep().then(() => self.skipWaiting())));

self.addEventListener('activate', (event) => {
  // The page is asked for while this worker starts, so that it costs a navigation nothing.
  event.waitUntil(Promise.all([self.registration.navigationPreload?.enable(), self.clients.claim()]));
});

self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(answer(event));
  else if (event.request.url === `${location.origin}/offline.js`) event.respondWith(fromCache('/offline.js'));
});

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(KEPT.map((path) => new Request(path, { cache: 'reload' })));
}

async function answer(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    // No network, or no server: nothing else fails like this.
    return fromCache('/offline');
  }
}

async function fromCache(path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? Response.error();
}
