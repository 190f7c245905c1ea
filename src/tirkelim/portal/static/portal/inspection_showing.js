// What the field page shows of a visit: each line with its answer, the line at the top, the summary at the end.
const VALUES = { yes: true, no: false, none: null };

export function say(words, values = {}) {
  return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words);
}

// By the clock on the wall of the base, wherever the device thinks it is.
export function clockTime(moment, zone) {
  return new Date(moment).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit", timeZone: zone });
}

// 19.11.2026 16:00
export function dayAndTime(moment, zone) {
  const day = { day: "2-digit", month: "2-digit", year: "numeric", timeZone: zone };
  return `${new Date(moment).toLocaleDateString("ru", day)} ${clockTime(moment, zone)}`;
}

export function isAnswered(note) {
  return Boolean(note) && (note.conforms !== null || note.remark.trim() !== "");
}

// What does not conform is explained before the act is signed.
export function isComplete(note) {
  return isAnswered(note) && (note.conforms !== false || note.remark.trim() !== "");
}

export function choiceOf(note) {
  if (!isAnswered(note)) return null;
  return Object.keys(VALUES).find((name) => VALUES[name] === note.conforms);
}

export function valueOf(choice) {
  return VALUES[choice];
}

// Texts are announced when they change, so one that stays is not written again.
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function part(line, name) {
  return line.querySelector(`[data-${name}]`);
}

export function showLine(line, note, command, words) {
  const choice = choiceOf(note);
  line.querySelectorAll("input[type=radio]").forEach((radio) => (radio.checked = radio.value === choice));
  line.classList.toggle("i-line--answered", choice !== null);
  line.classList.toggle("i-line--not", choice === "no");
  part(line, "remark-box").hidden = choice === null;
  const remark = part(line, "remark");
  // What could not be kept stays in its box, to be tried again.
  if (document.activeElement !== remark && !("unkept" in remark.dataset)) remark.value = note?.remark ?? "";
  const refused = command?.refused;
  line.classList.toggle("i-line--refused", Boolean(refused));
  part(line, "error").hidden = !refused;
  write(part(line, "error"), refused ? `${words.refused_line}: ${refused.text}` : "");
  const kept = refused ? words.refused_line : command ? words.kept_line : words.sent_line;
  const missing = isComplete(note) ? "" : ` · ${words.remark_missing}`;
  write(part(line, "kept"), choice === null ? words.unanswered : kept + missing);
  line.classList.toggle("i-line--missing", choice !== null && missing !== "");
}

function photoItem(photo, command, { words, zone, locked }) {
  const item = document.createElement("li");
  const time = clockTime(photo.takenAt, zone);
  item.className = "i-photo";
  item.innerHTML = '<img class="i-photo__picture" width="96" height="96"><span></span><button type="button"></button><p></p>';
  const [picture, words_, button, error] = item.children;
  picture.src = photo.small ?? photo.href;
  picture.alt = say(words.photo, { time });
  write(words_, `${time} · ${command ? words.kept_line : words.sent_line}`);
  words_.className = "i-photo__words";
  button.className = "govuk-button govuk-button--secondary i-photo__remove";
  button.dataset.remove = photo.id;
  button.setAttribute("aria-label", say(words.remove_photo, { time }));
  write(button, "✕");
  button.hidden = locked;
  error.className = "govuk-error-message i-photo__error";
  error.hidden = !command?.refused;
  write(error, command?.refused?.text ?? "");
  return item;
}

export function showPhotos(line, photos, commands, how) {
  const list = part(line, "photos");
  const shown = JSON.stringify([photos.map((one) => one.id), commands, how.locked]);
  if (list.dataset.shown === shown) return; // the cursor may stand on one of its buttons
  list.dataset.shown = shown;
  list.replaceChildren(...photos.map((photo) => photoItem(photo, commands[photo.id], how)));
  list.hidden = photos.length === 0;
}

// --- the line at the top ---

const COLOURS = { sent: "good", waiting: "wait", offline: "wait", bad: "bad" };

// How the connection stands, and what of it is to be corrected: one does not hide the other.
export function statusOf(status, words) {
  const [text, colour] = connection(status, words);
  if (!status.refused) return [text, colour];
  const correct = say(words.to_correct, { count: status.refused });
  return [text === words.all_sent ? correct : `${text} · ${correct}`, COLOURS.bad];
}

function connection({ phase, waiting, trouble }, words) {
  if (trouble) return [trouble, COLOURS.bad];
  if (phase === "other_account") return [words.other_account, COLOURS.bad];
  if (phase === "signed_out") return [say(words.signed_out, { count: waiting }), COLOURS.bad];
  if (phase === "not_now") return [say(words.not_now, { count: waiting }), COLOURS.offline];
  if (phase === "offline" && !waiting) return [words.offline_all, COLOURS.offline];
  if (phase === "offline") return [say(words.offline, { count: waiting }), COLOURS.offline];
  if (!waiting) return [words.all_sent, COLOURS.sent];
  return [say(phase === "sending" ? words.sending : words.waiting, { count: waiting }), COLOURS.waiting];
}

export function showStatus(box, status, words) {
  const [text, colour] = statusOf(status, words);
  write(box.querySelector("[data-status-text]"), text);
  box.dataset.colour = colour;
  box.querySelector("[data-send]").hidden = status.waiting + status.refused === 0 && status.phase === "idle";
  box.querySelector("[data-sign-in]").hidden = !["signed_out", "other_account"].includes(status.phase);
}

// Other visits of which something is not sent yet, each a link to its page.
export function showElsewhere(box, pages, words) {
  if (box.dataset.shown === pages.join()) return;
  box.dataset.shown = pages.join();
  box.replaceChildren(
    ...pages.map((page) => Object.assign(document.createElement("a"), { href: page, className: "govuk-link i-tel" })),
  );
  box.querySelectorAll("a").forEach((link) => write(link, words.elsewhere));
}

// --- the end ---

function notConforming(line, note) {
  const item = document.createElement("li");
  item.innerHTML = '<a class="govuk-link"></a><span class="i-summary__remark"></span>';
  const [link, remark] = item.children;
  link.href = `#${line.id}`;
  write(link, line.querySelector("legend").textContent.trim());
  write(remark, note.remark);
  return item;
}

export function showSummary(box, lines, notes, words) {
  const bad = lines.filter((line) => notes[line.dataset.line]?.conforms === false);
  const left = lines.filter((line) => !isComplete(notes[line.dataset.line])).length;
  const list = box.querySelector("[data-summary-list]");
  list.replaceChildren(...bad.map((line) => notConforming(line, notes[line.dataset.line])));
  box.querySelector("[data-summary-bad]").hidden = bad.length === 0;
  write(box.querySelector("[data-summary-left]"), left ? say(words.left, { count: left }) : "");
  write(box.querySelector("[data-summary-good]"), !left && !bad.length ? words.all_conform : "");
  return left;
}
