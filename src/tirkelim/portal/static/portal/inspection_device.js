// Pages taken along: kept on the device under the account that they belong to, and taken away with it.
const PREFIX = "inspections-";
const MARK = "inspections"; // accounts of which this device holds anything

function accounts() {
  return JSON.parse(localStorage.getItem(MARK) ?? "[]");
}

function mark(held) {
  if (held.length === 0) localStorage.removeItem(MARK);
  else localStorage.setItem(MARK, JSON.stringify(held));
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
  const answer = await fetch(page, { cache: "no-store" });
  const settings = answer.ok && !answer.redirected ? settingsIn(await answer.clone().text()) : null;
  if (settings?.account !== account) throw new Error("the page did not come");
  remember(account);
  const cache = await caches.open(PREFIX + account);
  await cache.addAll(settings.files);
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

// Take away what an account has on this device; what it did not send yet stays, closed to others.
export async function leave(account, { forgetSent }) {
  if ("caches" in window) await caches.delete(PREFIX + account);
  if ((await forgetSent(account)) === 0) mark(accounts().filter((other) => other !== account));
}

// Whatever others left behind is closed as soon as someone else is signed in.
export async function closeOthers(account, store) {
  for (const other of accounts()) if (other !== account) await leave(other, store);
}
