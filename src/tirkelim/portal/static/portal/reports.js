// The parts of a report are folded, so that a telephone shows first what they are. Where there is room, and on paper,
// they open by themselves; without scripts each is opened by hand or by its link.
const parts = document.querySelectorAll("details[data-opens-wide]");
const wide = window.matchMedia("(min-width: 48em)");

function open() {
  for (const part of parts) part.open = true;
}

if (wide.matches) open();
window.addEventListener("beforeprint", open);

// A link to a part opens it, also where the browser does not do so by itself.
function openLinked() {
  const place = location.hash && document.getElementById(location.hash.slice(1));
  const part = place && place.closest("details[data-opens-wide]");
  if (!part) return;
  part.open = true;
  part.scrollIntoView();
}

window.addEventListener("hashchange", openLinked);
openLinked();
