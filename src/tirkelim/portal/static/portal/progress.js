// Moves the bar while a table is checked or written, or a report is counted. Without scripts the page loads itself anew every few seconds.
const box = document.querySelector("[data-progress]");
const PAUSE = 1000;
const LONGEST_PAUSE = 15000;

function show(found) {
  // A report does not know how far it is: its bar only moves.
  if (found.share !== undefined) {
    box.querySelector("progress").value = found.share;
    box.querySelector("[data-share]").textContent = `${found.share} %`;
  }
  const words = box.querySelector("[data-words]");
  if (words.textContent !== found.words) words.textContent = found.words;
  document.querySelector("[data-stuck]").hidden = !found.stuck;
  document.querySelector("[data-stuck-words]").textContent = found.stuck;
}

// A lost connection is no reason to stop: it is asked again, less often.
async function look(pause) {
  let next = PAUSE;
  try {
    const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    if (answer.redirected || answer.status === 404) return location.reload();
    const found = await answer.json();
    if (found.over) return location.reload();
    show(found);
  } catch {
    next = Math.min(pause * 2, LONGEST_PAUSE);
  }
  setTimeout(look, next, next);
}

if (box) setTimeout(look, PAUSE, PAUSE);
