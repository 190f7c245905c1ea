// Asks NCALayer, the signing program on the reader's own computer, for a signature over what the page shows, and sends
// the form with it. Whatever goes wrong is said in words with a next step; the form and the button stay as they were.
const settings = JSON.parse(document.getElementById("signing").textContent);
const { words, troubles } = settings;
const form = document.querySelector("[data-signing]");
const button = form.querySelector("[data-sign]");
const said = form.querySelector("[data-said]");
const trouble = form.querySelector("[data-trouble]");

const PATIENCE = 10_000; // milliseconds for NCALayer to answer at all; choosing a key may take as long as it takes
const OLDEST = [1, 3]; // the version of NCALayer that brought the module "basics"

let busy = false;

class Trouble extends Error {
  constructor(name, details = "") {
    super(name);
    this.details = details;
  }
}

// --- saying ---

function say(text) {
  said.textContent = text;
}

function paragraph(className, text) {
  return Object.assign(document.createElement("p"), { className, textContent: text });
}

function show({ message, details }) {
  const { title, next } = troubles[message] ?? troubles.other;
  const lines = [paragraph("s-trouble__title", title), paragraph("s-trouble__next", next)];
  if (details) lines.push(paragraph("s-trouble__next", `${words.details} ${details}`));
  trouble.replaceChildren(...lines);
}

// --- NCALayer ---

function inTime(promise) {
  let timer = 0;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Trouble("absent")), PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function isOld(version) {
  const [major, minor] = String(version).split(".").map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

// What NCALayer said, told apart: closed by the person, closed by itself, a module that it does not know, all else.
function troubleOf(error, client) {
  const text = error?.message ?? "";
  if (error instanceof Trouble) return error;
  if (error?.canceledByUser || /cancel/i.test(text)) return new Trouble("cancelled");
  if (client.wsConnection && client.wsConnection.readyState > WebSocket.OPEN) return new Trouble("lost");
  if (text.startsWith("undefined: ")) return new Trouble("old");
  return new Trouble("other", text.slice(0, 300));
}

async function connected(client) {
  let version;
  try {
    version = await inTime(client.connect());
  } catch {
    throw new Trouble("absent");
  }
  if (isOld(version)) throw new Trouble("old");
}

async function signature(client) {
  const parameters = { decode: true, encapsulate: true, digested: false };
  if (settings.timeStamp) parameters.tsaProfile = {};
  const key = { extKeyUsageOids: settings.keyMarks };
  const made = await client.basicsSignCMS(null, settings.content, parameters, key, settings.locale);
  const bare = String(made ?? "").replace(/-----[^-]+-----/g, "").replace(/\s/g, "");
  if (!bare) throw new Trouble("cancelled");
  return bare;
}

async function asked() {
  // Only the web socket is used: what the client offers besides is a program of one vendor on another port.
  const client = new window.NCALayerClient(settings.address, false);
  try {
    await connected(client);
    say(words.choosing);
    return await signature(client);
  } catch (error) {
    throw troubleOf(error, client);
  } finally {
    client.wsConnection?.close();
  }
}

// --- the form ---

function wait(on) {
  busy = on;
  button.setAttribute("aria-disabled", String(on));
  button.classList.toggle("govuk-button--disabled", on);
}

async function sign() {
  if (busy) return;
  wait(true);
  trouble.replaceChildren();
  say(words.connecting);
  // The demo's stand-in has no window of its own: its page opens beside this one.
  if (settings.window) window.open(settings.window, "ncalayer", "popup,width=760,height=800");
  try {
    form.querySelector("[data-signature]").value = await asked();
    say(words.sending);
    HTMLFormElement.prototype.submit.call(form); // a field may be called "submit"
  } catch (error) {
    say("");
    show(error);
    wait(false);
  }
}

// Back from the page after: the browser shows this one as it was left.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  form.querySelector("[data-signature]").value = "";
  say("");
  wait(false);
});
button.addEventListener("click", sign);
form.querySelectorAll("[data-without-script]").forEach((note) => (note.hidden = true));
button.hidden = false;
