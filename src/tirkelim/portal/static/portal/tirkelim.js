// Enhances pages that work without it: buttons against double clicks, focus on the error summary, the skip link.
const script = document.querySelector("script[data-frontend]");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  const frontend = await import(script.dataset.frontend);
  frontend.initAll();
}

// Changing the language loads the page anew. What stands in its form by then comes back, once; nothing is kept longer.
const PLACE = "typed";

// Boxes that a person fills in: hidden marks belong to the page they came with, passwords and files are never kept.
function boxes() {
  const all = document.querySelectorAll("main form :is(input, select, textarea)[name]");
  return [...all].filter((box) => !["hidden", "password", "file"].includes(box.type));
}

function isTicked(box) {
  return box.type === "radio" || box.type === "checkbox";
}

function keep() {
  const typed = boxes().map((box) => [box.name, box.value, isTicked(box) ? box.checked : null]);
  sessionStorage.setItem(PLACE, JSON.stringify({ page: location.href, typed }));
}

// Only where the page still asks the same, box by box.
function bringBack() {
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  const here = boxes();
  if (kept?.page !== location.href || kept.typed.length !== here.length) return;
  if (!here.every((box, place) => box.name === kept.typed[place][0])) return;
  here.forEach((box, place) => {
    const [, value, ticked] = kept.typed[place];
    if (ticked === null) box.value = value;
    else box.checked = ticked;
  });
}

document.querySelector(".t-languages")?.addEventListener("submit", keep);
bringBack();

// What an inspector took along leaves this device with whoever signs out, and is closed when someone else signs in.
const account = document.querySelector("[data-account]")?.dataset;
const holdsVisits = () => Boolean(account && localStorage.getItem("inspections"));
const deviceAndStore = () => Promise.all([import(account.device), import(account.store)]);

document.querySelector("[data-account] form")?.addEventListener("submit", async (event) => {
  if (!holdsVisits()) return;
  event.preventDefault();
  const form = event.target;
  const [device, store] = await deviceAndStore();
  await device.leave(account.account, store).catch(() => {});
  form.submit();
});
if (holdsVisits()) {
  const [device, store] = await deviceAndStore();
  await device.closeOthers(account.account, store);
}

// The end of the session is warned of; without a script its time stands beside the name.
const ending = document.querySelector("[data-ending]")?.dataset.ending;
if (ending) await import(ending).catch(() => {}); // offline it is not there, and not needed
