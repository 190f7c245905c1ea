// "Take along" beside visits in the calendar: keeps their pages on the device before the way out.
const places = [...document.querySelectorAll("[data-take]")];
const script = document.querySelector("script[data-take-script]");
const device = await import(script.dataset.takeScript);

function show(place, name) {
  place.querySelector("[data-take-said]").textContent = name ? place.dataset[name] : "";
  place.querySelector("button").hidden = name === "taken";
}

async function take(place) {
  try {
    await device.keepPage(place.dataset.owner, place.dataset.take);
    show(place, "taken");
  } catch {
    show(place, "failed");
  }
}

for (const place of device.canKeepPages() ? places : []) {
  place.hidden = false;
  if (await device.isKept(place.dataset.owner, place.dataset.take)) show(place, "taken");
  place.querySelector("button").addEventListener("click", () => take(place));
}
