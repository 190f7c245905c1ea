// Pages taken along: kept on the device under the account that they belong to, and taken away with it.
const PREFIX = "inspections-";
const MARK = "inspections"; // accounts of which this device holds anything

function accounts() {
  return JSON.parse(localStorage.getItem(MARK) ?? "[]");
}

function mark(held) {
  if (held.length === 0) [MARK, CLOCK].forEach((name) => localStorage.removeItem(name));
  else localStorage.setItem(MARK, JSON.stringify(held));
}

// By how much the clock of this device is behind the server's, as far as it was ever seen.
const CLOCK = "inspections-clock";
const SLACK = 60_000; // milliseconds by which a clock may be wrong before anyone is bothered

export function clockOffset() {
  return Number(localStorage.getItem(CLOCK) ?? 0);
}

// The server said this time to what was asked at that one. Returns the offset in milliseconds.
export function readClock(said, asked) {
  const offset = Date.parse(said) - (asked + Date.now()) / 2;
  const counts = Math.abs(offset) > SLACK ? Math.round(offset) : 0;
  localStorage.setItem(CLOCK, String(counts));
  return counts;
}

export function remember(account) {
  if (!accounts().includes(account)) mark([...accounts(), account]);
}

export function canKeepPages() {
  return "serviceWorker" in navigator && "caches" in window;
}

// The settings that a page of ours carries; null in any other page.
export function settingsIn(text) {
  const found = new DOMParser().parseFromString(text, "text/html").getElementById("inspection");
  return found ? JSON.parse(found.textContent) : null;
}

// Keep a page with its files. Throws unless it came whole, for this account.
export async function keepPage(account, page) {
  const asked = Date.now();
  const answer = await fetch(page, { cache: "no-store" });
  const settings = answer.ok && !answer.redirected ? settingsIn(await answer.clone().text()) : null;
  if (settings?.account !== account) throw new Error("the page did not come");
  remember(account);
  readClock(settings.now, asked);
  const cache = await caches.open(PREFIX + account);
  await cache.addAll([...settings.files, settings.list]);
  await cache.put(page, answer);
  await navigator.serviceWorker.register(settings.worker, { scope: settings.scope });
  await navigator.serviceWorker.ready;
}

export async function isKept(account, page) {
  if (!(await caches.has(PREFIX + account))) return false; // opening one would make it
  const cache = await caches.open(PREFIX + account);
  return Boolean(await cache.match(page, { ignoreVary: true }));
}

export async function forgetPage(account, page) {
  const cache = await caches.open(PREFIX + account);
  await cache.delete(page, { ignoreVary: true });
}

// The settings of every page that is kept for an account, the earliest visit first.
export async function keptPages(account) {
  if (!canKeepPages() || !(await caches.has(PREFIX + account))) return [];
  const cache = await caches.open(PREFIX + account);
  const answers = await Promise.all((await cache.keys()).map((request) => cache.match(request, { ignoreVary: true })));
  const pages = answers.filter((answer) => answer?.headers.get("Content-Type")?.startsWith("text/html"));
  const found = (await Promise.all(pages.map((page) => page.text()))).map(settingsIn).filter(Boolean);
  return found.sort((a, b) => Date.parse(a.planned) - Date.parse(b.planned));
}

// Take away what an account has on this device; what it did not send yet stays, closed to others.
export async function leave(account, { forgetSent }) {
  if ("caches" in window) await caches.delete(PREFIX + account);
  if ((await forgetSent(account)) === 0) mark(accounts().filter((other) => other !== account));
}

// Whatever others left behind is closed as soon as someone else is signed in.
export async function closeOthers(account, store) {
  for (const other of accounts()) if (other !== account) await leave(other, store);
}
