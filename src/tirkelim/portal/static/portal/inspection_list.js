// The visits that this device holds, for an inspector without a connection who opens any other page of the room.
const script = document.querySelector("script[data-list-script]");
const [device, show] = await Promise.all([import(script.dataset.listScript), import(script.dataset.showScript)]);
const words = JSON.parse(document.getElementById("kept-words").textContent);
const list = document.querySelector("[data-kept-list]");
const pages = await device.keptPages(list.dataset.owner);

function item({ page, place, planned, zone }) {
  const entry = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: page, className: "govuk-link i-tel i-kept" });
  show.write(link, `${show.dayAndTime(planned, zone)} · ${place}`);
  entry.append(link);
  return entry;
}

list.replaceChildren(...pages.map(item));
document.querySelector("[data-kept-offline]").hidden = navigator.onLine || pages.length === 0;
show.write(document.querySelector("[data-kept-none]"), pages.length === 0 ? words.no_visits_kept : "");
