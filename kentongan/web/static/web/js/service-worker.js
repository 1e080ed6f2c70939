// Lets the coverage page open at an event without a line. It keeps two things and nothing else: static files, and the coverage
// pages this person opened. Whoever signs in or out, and whoever the server does not know any more, takes the pages with them.

const FILES = "berkas-1";
const PAGES = "liputan-1";
const MOST_FILES = 150;
const COVERAGE = /\/kegiatan\/\d+\/liput\/$/;
const LASTING = /\.[0-9a-f]{12}\.\w+$/; // named after its content: never another under the same name

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(tidy()));

async function tidy() {
  for (const name of await caches.keys()) if (name !== FILES && name !== PAGES) await caches.delete(name);
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && url.pathname.includes("/akun-saya/")) event.waitUntil(caches.delete(PAGES));
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request, LASTING.test(url.pathname)));
  else if (request.mode === "navigate" && COVERAGE.test(url.pathname)) event.respondWith(page(request));
});

// What the page names when it has opened: on the first visit nothing went through here yet.
self.addEventListener("message", (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep));
});

async function keep(addresses) {
  for (const address of addresses) {
    const url = new URL(address, self.location.origin);
    if (url.origin !== self.location.origin) continue;
    if (url.pathname.startsWith("/static/")) await file(new Request(url), LASTING.test(url.pathname)).catch(() => null);
    else if (COVERAGE.test(url.pathname)) await page(new Request(url, { credentials: "same-origin", redirect: "manual" })).catch(() => null);
  }
}

async function file(request, lasting) {
  const cache = await caches.open(FILES);
  const kept = await cache.match(request);
  if (kept && lasting) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) await put(cache, request, answer.clone());
    return answer;
  } catch (gone) {
    if (kept) return kept;
    throw gone;
  }
}

async function put(cache, request, answer) {
  await cache.put(request, answer);
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST_FILES))) await cache.delete(old);
}

async function page(request) {
  const address = new URL(request.url).pathname;
  let answer;
  try {
    answer = await fetch(request);
  } catch (gone) {
    const kept = await (await caches.open(PAGES)).match(address);
    if (kept) return kept;
    throw gone;
  }
  if (answer.ok && !answer.redirected) await (await caches.open(PAGES)).put(address, answer.clone());
  else if (answer.type === "opaqueredirect" || answer.redirected) await caches.delete(PAGES);
  else if (answer.status < 500) await (await caches.open(PAGES)).delete(address);
  return answer;
}
