// Warns five minutes before a session ends, lets it be put off, and says when it has ended. Asking how long is left does
// not put the end off: that is done by the person alone.
const WARN_SECONDS = 300;
const ASK_AGAIN = 60_000; // milliseconds
const dialog = document.querySelector("[data-ending]");
const part = (name) => dialog.querySelector(`.t-ending__${name}`);
const aloud = dialog.querySelector("[aria-live]");
let end = Date.now() + Number(dialog.dataset.seconds) * 1000;
let timer = 0;

const secondsLeft = () => Math.max(0, Math.round((end - Date.now()) / 1000));

function inWords(seconds) {
  const language = document.documentElement.lang;
  const [unit, number] = seconds >= 60 ? ["minute", Math.ceil(seconds / 60)] : ["second", seconds];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(number);
}

async function ask(address, options = {}) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, ...options });
  if (!answer.ok || answer.redirected) return { seconds: 0, last: true };
  return answer.json();
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(1, secondsLeft() - WARN_SECONDS) * 1000);
}

// Another window may have gone on meanwhile: the server knows.
async function look() {
  let found;
  try {
    found = await ask(dialog.dataset.left);
  } catch {
    // Without a network nobody can sign in or be signed out: whoever works offline is left alone.
    dialog.close();
    clearTimeout(timer);
    timer = setTimeout(look, ASK_AGAIN);
    return;
  }
  end = Date.now() + found.seconds * 1000;
  if (found.seconds > WARN_SECONDS) wait();
  else if (found.seconds === 0) over();
  else warn(found.last);
}

function warn(isLast) {
  part("last").hidden = !isLast;
  dialog.querySelector("form").hidden = isLast;
  if (!dialog.open) {
    dialog.showModal();
    part("soon").querySelector("h2").focus();
  }
  count();
}

function count() {
  clearTimeout(timer);
  const left = secondsLeft();
  const words = inWords(left);
  if (part("time").textContent !== words && left % 60 === 0) aloud.textContent = words;
  part("time").textContent = words;
  timer = setTimeout(left > 0 ? count : look, 1000);
}

function over() {
  part("soon").hidden = true;
  part("over").hidden = false;
  dialog.setAttribute("aria-label", part("over").querySelector("h2").textContent);
  dialog.removeAttribute("aria-labelledby");
  if (!dialog.open) dialog.showModal();
  part("over").querySelector("h2").focus();
}

dialog.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const form = event.target;
    const found = await ask(form.action, { method: "POST", body: new FormData(form) });
    end = Date.now() + found.seconds * 1000;
    if (found.seconds === 0) return over();
    dialog.close();
    wait();
  } catch {
    event.target.submit(); // the plain way shows what is wrong
  }
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
dialog.addEventListener("cancel", () => part("over").hidden && !dialog.querySelector("form").hidden && wait());
document.addEventListener("visibilitychange", () => document.hidden || look());
wait();
