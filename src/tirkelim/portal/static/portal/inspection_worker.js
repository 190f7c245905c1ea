// Answers for the pages that an inspector took along, and their files, while there is no connection. It keeps nothing
// itself: pages put there what their inspector chose, and take it away again (inspection_device.js).
const PREFIX = "inspections-";
const PATIENCE = 5000; // milliseconds: in a basement a connection may be there and bring nothing
const LIST = new URL("kept/", self.registration.scope).href;
const PARTS = new Set(["style", "script", "font", "image"]);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const ours = new URL(request.url).origin === self.location.origin;
  if (ours && request.method === "GET" && (request.mode === "navigate" || PARTS.has(request.destination))) {
    event.respondWith(answer(request));
  }
});

// The network first; what is kept only where the network does not answer.
async function answer(request) {
  // A page that was not taken along is answered by the list of those that were.
  const own = await held(request.url);
  const kept = own ?? (request.mode === "navigate" ? await held(LIST) : undefined);
  if (!kept) return fetch(request);
  try {
    const fresh = await (own ? Promise.race([fetch(request), afterPatience()]) : fetch(request));
    if (!own || !(fresh.status >= 500 || fresh.status === 429)) return fresh;
  } catch {
    // No connection: that is what this is for.
  }
  return kept;
}

async function held(address) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    const found = await (await caches.open(name)).match(address, { ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

function afterPatience() {
  return new Promise((_, failed) => setTimeout(() => failed(new Error("no answer in time")), PATIENCE));
}
