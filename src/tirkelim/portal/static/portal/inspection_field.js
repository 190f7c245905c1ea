// The inspector's page: everything that is noted is kept on the device first, then shown as kept, then sent.
const settings = JSON.parse(document.getElementById("inspection").textContent);
const { modules, words, zone } = settings;
const load = (name) => import(modules[name]);
const [{ openStore }, { createSender }, { shrink }, device, show] = await Promise.all(
  ["store", "sending", "photos", "device", "showing"].map(load),
);

const lines = [...document.querySelectorAll("[data-line]")];
const checklist = lines.filter((line) => line.dataset.line !== "||");
const box = (name) => document.querySelector(`[data-${name}]`);
const others = new BroadcastChannel(`inspections-${settings.account}`);
const TYPING = 500; // milliseconds after the last key

let store;
let sender;
let row; // the visit as it is kept
let commands = []; // of this visit, waiting
let waiting = 0; // of all visits of the account
let refused = 0;
let trouble = "";
let elsewhere = []; // pages of other visits with something unsent
let act = ""; // number of the signed act, once the server has it

// --- time: by the server's clock, as far as it is known ---

function now() {
  return new Date(Date.now() + row.offset);
}

function time(moment) {
  return show.clockTime(moment, zone);
}

// --- what the server holds, and what the device holds ---

// What waits here stands over what the server holds. Of two notes on a line the later one counts, as on the server.
// Where the server was asked just now, what was sent and is not there any more was taken away elsewhere.
function takeOver(kept, state, queue, { fresh }) {
  const own = (line) => queue.some((one) => one.kind === "observe" && one.body.line === line);
  const there = new Set(state.photos.map((photo) => photo.id));
  if (fresh) {
    for (const line of Object.keys(kept.notes)) if (!own(line) && !state.notes[line]) delete kept.notes[line];
    const gone = Object.keys(kept.photos).filter((id) => !there.has(id) && !queue.some((one) => one.id === id));
    gone.forEach((id) => delete kept.photos[id]);
  }
  for (const [line, note] of Object.entries(state.notes)) {
    const mine = kept.notes[line];
    if (!own(line) && (fresh || !mine || Date.parse(mine.noted_at) <= Date.parse(note.noted_at))) kept.notes[line] = note;
  }
  for (const photo of state.photos) {
    if (kept.removed.includes(photo.id) || kept.photos[photo.id]) continue;
    kept.photos[photo.id] = { id: photo.id, line: photo.line, takenAt: photo.taken_at, href: photo.href };
  }
  const first = Math.min(...Object.values(state.notes).map((note) => Date.parse(note.noted_at)));
  if (!Number.isFinite(first) || kept.begunAt) return;
  Object.assign(kept, { begunAt: new Date(first).toISOString(), begunSure: true });
}

// Nothing is shown as kept before the device has kept it.
async function keep(alter, added = [], dropped = []) {
  try {
    // A signature over what is changed now no longer stands.
    const signatures = commands.filter((one) => one.kind === "sign").map((one) => one.order);
    await store.keep(settings.visit, alter, added.map(command), [...dropped, ...signatures]);
    trouble = "";
    return true;
  } catch {
    trouble = words.not_kept;
    return false;
  } finally {
    await refresh();
    others.postMessage("changed");
    sender.send();
  }
}

function command({ kind, id, body, photo }) {
  return { id, visit: settings.visit, kind, body, madeAt: now().toISOString(), ...(photo && { photo }) };
}

async function read() {
  const kept = await store.load(settings.visit);
  const queue = await store.queue();
  ({ row, commands } = kept);
  refused = queue.filter((one) => one.refused).length;
  waiting = queue.length - refused;
  const visits = new Set(queue.map((one) => one.visit).filter((visit) => visit !== settings.visit));
  elsewhere = [...visits].map((visit) => settings.page.replace(settings.visit, visit));
}

async function refresh() {
  if (act) return;
  await read();
  showAll();
}

// --- showing ---

function signing() {
  return commands.find((one) => one.kind === "sign");
}

// Signed over something that was not accepted: it has to be corrected, and the act signed anew.
function inVain(sign) {
  return Boolean(sign) && commands.some((one) => one.refused);
}

function showAll() {
  const sign = signing();
  const locked = Boolean(sign && !inVain(sign)) || Boolean(settings.state.closed);
  for (const line of lines) showOne(line, locked);
  const done = checklist.filter((line) => show.isComplete(row.notes[line.dataset.line])).length;
  show.write(box("progress"), show.say(words.progress, { done, all: checklist.length }));
  box("progress-bar").value = done;
  show.showStatus(box("status"), { phase: sender?.phase ?? "idle", waiting, refused, trouble }, words);
  box("begin").hidden = Boolean(row.begunAt) || locked;
  show.write(box("begun"), row.begunAt ? show.say(words.begun, { time: time(row.begunAt) }) : "");
  box("checklist").hidden = !row.begunAt;
  const minutes = Math.round(Math.abs(row.offset) / 60_000);
  const clock = row.offset < 0 ? words.clock_ahead : words.clock_behind;
  show.write(box("clock"), row.offset ? show.say(clock, { minutes }) : "");
  show.showElsewhere(box("elsewhere"), elsewhere, words);
  show.write(box("closed"), settings.state.closed_words);
  showEnd(sign);
}

function showOne(line, locked) {
  const place = line.dataset.line;
  const own = commands.filter((one) => one.kind === "observe" && one.body.line === place);
  if (place !== "||") show.showLine(line, row.notes[place], own.find((one) => one.refused) ?? own.at(-1), words);
  const photos = Object.values(row.photos).filter((photo) => photo.line === place);
  photos.sort((a, b) => Date.parse(a.takenAt) - Date.parse(b.takenAt));
  const waitingPhotos = Object.fromEntries(commands.filter((one) => one.kind === "photo").map((one) => [one.id, one]));
  show.showPhotos(line, photos, waitingPhotos, { words, zone, locked });
  line.querySelectorAll("input, textarea").forEach((input) => (input.disabled = locked));
}

function showEnd(sign) {
  const left = show.showSummary(box("summary"), checklist, row.notes, words);
  const stands = Boolean(sign) && !inVain(sign);
  const key = stands && sender?.toSign.get(sign.id);
  box("sign").hidden = stands || Boolean(settings.state.closed);
  box("sign").classList.toggle("govuk-button--disabled", left > 0);
  box("unsign").hidden = !stands || (sign.tried && !key);
  showKey(sign, key);
  box("sign-error").hidden = !inVain(sign);
  show.write(box("sign-error"), inVain(sign) ? (sign.refused?.text ?? words.correct_first) : "");
  const signed = key ? words.sign_wanted : show.say(words.signed_here, { time: stands ? time(sign.body.ended_at) : "" });
  show.write(box("signed"), stands ? signed : "");
}

// The act is on the server but for the signature: the form leads to the page on which a key can be used.
function showKey(sign, times) {
  const form = box("sign-key");
  form.hidden = !times;
  if (!times) return;
  form.elements.command.value = sign.id;
  form.elements.act.value = JSON.stringify({ ...sign.body, ...times });
}

// --- noting ---

function superseded(line) {
  return commands.filter((one) => one.kind === "observe" && one.body.line === line).map((one) => one.order);
}

// Later than what it takes the place of, even where a clock was set back in between.
function notedAt(line) {
  const before = Date.parse(row.notes[line]?.noted_at ?? 0);
  return new Date(Math.max(now().getTime(), before + 1)).toISOString();
}

async function note(line, conforms, remark) {
  const id = crypto.randomUUID();
  const noted_at = notedAt(line);
  const added = { kind: "observe", id, body: { line, conforms, remark, noted_at } };
  return keep((kept) => (kept.notes[line] = { id, conforms, remark, noted_at }), [added], superseded(line));
}

async function choose(line, choice) {
  const place = line.dataset.line;
  const before = row.notes[place];
  const standard = words.does_not_concern;
  let remark = line.querySelector("[data-remark]").value;
  if (choice === "none" && !remark.trim()) remark = standard;
  if (choice !== "none" && remark.trim() === standard) remark = "";
  if (before && show.choiceOf(before) === choice && before.remark === remark) return;
  await note(place, show.valueOf(choice), remark);
}

async function remarkTyped(line) {
  const place = line.dataset.line;
  const before = row.notes[place];
  const box = line.querySelector("[data-remark]");
  let remark = box.value;
  delete box.dataset.unkept;
  if (!before || before.remark === remark) return;
  // Without an answer and without a word the line would count as not looked at.
  if (before.conforms === null && !remark.trim()) remark = words.does_not_concern;
  box.dataset.unkept = "";
  if (await note(place, before.conforms, remark)) delete box.dataset.unkept;
}

async function addPhoto(line, file) {
  const error = line.querySelector("[data-photo-error]");
  error.hidden = true;
  try {
    const { blob, small } = await shrink(file);
    const [id, taken_at, place] = [crypto.randomUUID(), now().toISOString(), line.dataset.line];
    const photo = { id, line: place, takenAt: taken_at, small };
    const added = { kind: "photo", id, body: { line: place, taken_at }, photo: blob };
    await keep((kept) => (kept.photos[id] = photo), [added]);
  } catch {
    show.write(error, words.photo_unreadable);
    error.hidden = false;
  }
}

async function removePhoto(id) {
  const asked = show.say(words.remove_photo, { time: time(row.photos[id].takenAt) });
  if (!window.confirm(`${asked}?`)) return; // a slip of the finger removes nothing
  const unsent = commands.find((one) => one.kind === "photo" && one.id === id);
  // One that was on its way may have arrived; one that was refused has not.
  const onlyHere = unsent && (!unsent.tried || unsent.refused);
  const removal = { kind: "remove_photo", id: crypto.randomUUID(), body: { photo: id } };
  const alter = (kept) => {
    delete kept.photos[id];
    kept.removed.push(id);
  };
  await keep(alter, onlyHere ? [] : [removal], onlyHere ? [unsent.order] : []);
}

async function begin() {
  const early = settings.begins && now() < new Date(settings.begins);
  const late = now() >= new Date(settings.until);
  box("begin-error").hidden = !early && !late;
  if (early || late) {
    const words_ = early ? show.say(words.too_early, { time: show.dayAndTime(settings.begins, zone) }) : words.another_day;
    return show.write(box("begin-error"), words_);
  }
  const begunAt = now().toISOString();
  await keep((kept) => (kept.begunAt ??= begunAt));
  box("checklist").querySelector("h2").focus();
}

// --- the act ---

async function sign() {
  const left = checklist.filter((line) => !show.isComplete(row.notes[line.dataset.line]));
  if (left.length > 0) {
    left[0].scrollIntoView({ block: "center" });
    left[0].querySelector(left[0].matches(".i-line--missing") ? "textarea" : "input").focus();
    return;
  }
  if (!window.confirm(words.sign_sure)) return;
  const body = {
    begun_at: row.begunAt,
    ended_at: now().toISOString(),
    observations: Object.values(row.notes).map((one) => one.id),
    photos: Object.keys(row.photos),
  };
  await keep(() => {}, [{ kind: "sign", id: crypto.randomUUID(), body }]);
}

async function unsign() {
  await keep(() => {});
}

// The act is on the server: nothing of the visit stays on the device.
async function settled(signed, result) {
  const page = settings.page.replace(settings.visit, signed.visit);
  await store.forget(signed.visit);
  if (device.canKeepPages()) await device.forgetPage(settings.account, page);
  if (signed.visit !== settings.visit) return;
  act = result.act;
  show.write(box("act"), show.say(words.act_sent, { number: act }));
  box("field").hidden = true;
  box("done").hidden = false;
  box("done").focus();
}

// --- this device ---

async function greeted(visit, said, asked) {
  // A device without space left cannot write this; what waits goes out nevertheless.
  await store.setClock(device.readClock(said.now, asked)).catch(() => {});
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => (input.value = said.token));
  if (visit !== settings.visit) return;
  settings.state.closed = said.state.closed;
  settings.state.closed_words = said.state.closed_words;
  const seen = (kept, queue) => takeOver(kept, said.state, queue, { fresh: true });
  await store.keep(settings.visit, seen).catch(() => {});
  others.postMessage("changed");
  await refresh();
}

async function take() {
  if (!device.canKeepPages()) return show.write(box("taken"), words.take_impossible);
  try {
    await device.keepPage(settings.account, settings.page);
    await navigator.storage?.persist?.();
  } catch {
    const kept = await device.isKept(settings.account, settings.page);
    return show.write(box("taken"), kept ? words.taken : words.take_failed);
  }
  return show.write(box("taken"), words.taken);
}

async function removeFromDevice() {
  const here = commands.length;
  if (!window.confirm(here ? show.say(words.remove_unsent, { count: here }) : words.remove_sure)) return;
  await store.forget(settings.visit);
  await device.forgetPage(settings.account, settings.page);
  location.assign(settings.scope);
}

// --- beginning ---

function listen(line) {
  let typing = 0;
  line.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type === "radio") choose(line, input.value);
    if (input.type === "file" && input.files[0]) addPhoto(line, input.files[0]).then(() => (input.value = ""));
    if (input.matches("textarea")) remarkTyped(line);
  });
  line.addEventListener("input", (event) => {
    if (!event.target.matches("textarea")) return;
    clearTimeout(typing);
    typing = setTimeout(() => remarkTyped(line), TYPING);
  });
  line.addEventListener("click", (event) => {
    const photo = event.target.dataset.remove;
    if (photo) removePhoto(photo);
  });
}

function filter(only) {
  for (const line of checklist) line.hidden = only && show.isComplete(row.notes[line.dataset.line]);
}

function confirmSignOut(event) {
  if (!event.target.matches(".t-account form") || waiting + refused === 0) return;
  if (window.confirm(show.say(words.sign_out_unsent, { count: waiting + refused }))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

async function start() {
  store = await openStore(settings.account);
  device.remember(settings.account);
  sender = createSender({ settings, store, greeted, changed: refresh, settled });
  await read();
  await store.keep(settings.visit, (kept, queue) => {
    kept.offset ??= device.clockOffset();
    takeOver(kept, settings.state, queue, { fresh: false });
  });
  lines.forEach(listen);
  box("begin-button").addEventListener("click", begin);
  box("sign").addEventListener("click", sign);
  box("unsign").addEventListener("click", unsign);
  box("send").addEventListener("click", () => sender.retry());
  box("filter").addEventListener("change", (event) => filter(event.target.checked));
  box("remove-visit").addEventListener("click", removeFromDevice);
  document.addEventListener("submit", confirmSignOut, true);
  others.addEventListener("message", refresh);
  await refresh();
  box("field").hidden = false;
  box("waiting").hidden = true;
  await Promise.all([sender.watch(), take()]);
}

try {
  await start();
} catch (error) {
  box("waiting").hidden = true;
  box("broken").hidden = false;
  throw error;
}
