// Keeps the shell, my page and my codes on this telephone, to be read without a network.
// Nothing of anybody else: only what the server allows by a header, and nobody's once he signs out.
"use strict";

const TOLD = JSON.parse("{{ told_json|escapejs }}");
const SHELL = "fangcun-shell-{{ version }}";
const OWN = "fangcun-own";
const MAY_KEEP = "X-Keep-Offline";

self.addEventListener("install", (event) => event.waitUntil(keepShell()));
self.addEventListener("activate", (event) => event.waitUntil(dropOldShells()));

self.addEventListener("message", (event) => event.waitUntil(fetchAndKeep(TOLD.kept)));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== location.origin) return;
  if (TOLD.doors.includes(pathname)) return event.waitUntil(caches.delete(OWN));
  if (request.method !== "GET") return;
  if (TOLD.files.includes(pathname)) return event.respondWith(fromShell(request));
  if (request.mode !== "navigate" || !pathname.startsWith(TOLD.within)) return;
  const isKept = TOLD.kept.includes(pathname) && !search;
  event.respondWith(isKept ? mine(event, pathname) : fetch(request).catch(sayOffline));
});

async function keepShell() {
  const cache = await caches.open(SHELL);
  // without cookies: the page that says "no network" names nobody
  const files = [...TOLD.files, TOLD.offline].map((file) => new Request(file, { credentials: "omit" }));
  await cache.addAll(files);
  await self.skipWaiting();
}

async function dropOldShells() {
  const names = (await caches.keys()).filter((name) => name.startsWith("fangcun-shell-") && name !== SHELL);
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function fromShell(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

// The newest where there is a network, the last copy where there is none.
async function mine(event, path) {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keepWithOthers(path, answer.clone()));
    return answer;
  } catch {
    return (await lastCopy(path)) ?? sayOffline();
  }
}

// A page that may not be kept, and above all being led to the sign-in, ends what was kept.
async function keep(path, answer) {
  if (!answer.ok || answer.headers.get(MAY_KEEP) !== "yes") {
    if (answer.status < 500) await caches.delete(OWN);
    return false;
  }
  const cache = await caches.open(OWN);
  await cache.put(path, answer);
  return true;
}

// Whoever looks at his day will want his codes at the counter, where there may be no network.
async function keepWithOthers(path, answer) {
  const isKept = await keep(path, answer);
  const [day, ...others] = TOLD.kept;
  if (isKept && path === day) await fetchAndKeep(others);
}

async function fetchAndKeep(paths) {
  for (const path of paths) {
    const answer = await fetch(path, { redirect: "manual", headers: { "X-By-Itself": "yes" } });
    await keep(path, answer);
  }
}

async function lastCopy(path) {
  const cache = await caches.open(OWN);
  const kept = await cache.match(path, { ignoreVary: true });
  if (!kept) return undefined;
  const headers = new Headers(kept.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const words = (await kept.text()).replace(" data-when-offline hidden", "");
  return new Response(words, { status: 200, headers });
}

async function sayOffline() {
  return (await caches.match(TOLD.offline, { ignoreVary: true })) ?? Response.error();
}
