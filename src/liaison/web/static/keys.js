// Keys and the live line. Nothing here is needed to use a page: every key has a link that does the same.

const OFF = "liaison.keys.off";
const ROWS = ".needs > li, .hits > li, .rows > tbody > tr";
let waiting = "";

const typing = (element) => element.matches("input, select, textarea, [contenteditable]");
const lettersOff = () => localStorage.getItem(OFF) === "1";

function follow(key) {
  const link = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
  link?.click();
  return Boolean(link);
}

function step(by) {
  const rows = [...document.querySelectorAll(ROWS)].filter((row) => row.querySelector("a[href]"));
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  rows[Math.min(Math.max(at + by, 0), rows.length - 1)].querySelector("a[href]").focus();
}

const OWN = {
  "/": () => document.getElementById("q")?.focus(),
  "?": () => follow("g h"),
  j: () => step(1),
  k: () => step(-1),
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return leave(event.target);
  if (typing(event.target) || lettersOff() || event.key.length !== 1) return;
  const key = waiting ? `${waiting} ${event.key}` : event.key;
  waiting = "";
  if (key === "g") waiting = key;
  else if (OWN[key]) OWN[key]();
  else if (!follow(key)) return;
  event.preventDefault();
}

function leave(element) {
  const open = element.closest("details[open].menu");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (typing(element)) element.blur();
  else follow("Escape");
}

// After part of a page is replaced: say what changed, and keep the focus where the reader is.
function settled(event) {
  const panel = event.target.closest?.("[data-said]");
  if (!panel) return;
  document.getElementById("live").textContent = panel.dataset.said;
  if (!document.activeElement || document.activeElement === document.body) {
    panel.querySelector("[tabindex='-1']")?.focus({ preventScroll: true });
  }
}

// A filter that is not set has no place in the address.
function dropEmpty(event) {
  if (event.target.method !== "get") return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
}

function tick() {
  const now = new Date();
  const show = (zone) => now.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone });
  for (const clock of document.querySelectorAll("[data-zone]")) clock.textContent = show(clock.dataset.zone);
}

function offerSwitch() {
  const box = document.getElementById("keys-on");
  if (!box) return;
  box.checked = !lettersOff();
  box.closest("[hidden]").hidden = false;
  box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "0" : "1"));
}

document.addEventListener("keydown", pressed);
document.addEventListener("formdata", dropEmpty);
document.addEventListener("htmx:afterSettle", settled);
document.getElementById("faults")?.focus();
offerSwitch();
tick();
setInterval(tick, 5000);
