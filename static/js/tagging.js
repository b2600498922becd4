// The tag panel: keeps each tick at once, adds what the finder found, and tries again when a save
// fails. Without it the same boxes are kept by Done. Fields belong to #tag-form wherever they stand.

const form = document.querySelector("#tag-form");
const waits = [2, 5, 10, 30, 45];
const queue = new Map(); // what is not saved yet, by what it is about: the last word counts
let sending = false, tries = 0, timer = 0, announced = false, addFirst = false;

const panel = () => document.querySelector("[data-tagging]");
const field = () => document.querySelector("#tag-q");
const boxes = () => [...document.querySelectorAll('input[name="tags"][form="tag-form"]')];
const part = () => document.querySelector('[name="shown_part"]').value;
const cookie = (name) =>
  document.cookie.split("; ").find((c) => c.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

function say(words, state = "") {
  const line = document.querySelector("[data-tag-status]");
  if (!line) return;
  line.textContent = words;
  line.dataset.state = state;
}

function announce(words) {
  const live = document.querySelector("#announce");
  if (live) live.textContent = words;
}

// Saving

function keep(about, url, fields) {
  queue.set(about, { url, fields: { ...fields, version: form.elements.version.value } });
  clearTimeout(timer);
  send();
}

function post(url, fields) {
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "HX-Request": "true", "X-CSRFToken": cookie(form.dataset.csrfCookie) },
    keepalive: true,
  });
}

async function send() {
  if (sending || !queue.size) return;
  if (form.dataset.stored !== "yes") return askForASave();
  const [about, item] = queue.entries().next().value;
  sending = true;
  let answer = null;
  try {
    answer = await post(item.url, item.fields);
  } catch {
    // no connection: the same as a server that did not answer
  }
  sending = false;
  if (answer?.ok && !answer.redirected) return saved(about, item, await answer.text());
  if (answer?.status === 404) return notStored();
  if (answer?.status === 422 || answer?.status === 400) return refused(about, item, answer);
  failed(answer?.status);
}

function saved(about, item, html) {
  if (queue.get(about) === item) queue.delete(about);
  if (announced) announce("Saved.");
  announced = false;
  tries = 0;
  say("");
  show(html);
  if (queue.size) return send();
  document.dispatchEvent(new CustomEvent("tagging:saved"));
}

function failed(status) {
  const words = status === 401 || status === 403
    ? "You’ve been signed out. Your tags are still here. Sign in again in a new tab."
    : "Not saved yet. Trying again.";
  say(words, "trouble");
  if (!announced) announce(words);
  announced = true;
  timer = setTimeout(send, waits[Math.min(tries++, waits.length - 1)] * 1000);
}

async function refused(about, item, answer) {
  const told = await answer.json().catch(() => ({}));
  if (queue.get(about) === item) queue.delete(about);
  const words = told.error ?? "That could not be saved. Reload the page and try again.";
  say(words, "trouble");
  announce(words);
  for (const box of boxes()) if (box.value === item.fields.tag) box.checked = !item.fields.on;
  count();
  send();
}

// A new sheet has no entry to tag until its first words are saved.
function askForASave() {
  document.dispatchEvent(new CustomEvent("journal:save-now"));
  say("Not saved yet. Your tags are kept with your first words.");
}

function notStored() {
  form.dataset.stored = "no";
  askForASave();
}

// Showing

function show(html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  const active = document.activeElement?.id;
  const removed = document.activeElement?.name === "remove";
  for (const piece of [...made.content.children]) {
    const old = piece.id && document.getElementById(piece.id);
    if (!old) continue;
    old.replaceWith(piece);
    window.htmx?.process(piece);
  }
  if (removed) (document.querySelector('#tag-chosen [name="remove"]') ?? field())?.focus();
  else if (active && document.activeElement?.id !== active) document.getElementById(active)?.focus();
  match();
}

// Two boxes of one element are ticked alike, as the server says, except where a tick is on its way.
function match() {
  const chosen = document.querySelector("#tag-chosen");
  if (chosen && chosen.dataset.part === part()) {
    const ticked = new Set(chosen.dataset.ticked.split(" "));
    for (const box of boxes()) {
      if (!queue.has(`${part()} ${box.value}`)) box.checked = ticked.has(box.value);
    }
  }
  count();
}

function count() {
  for (const group of document.querySelectorAll("[data-tagging] .grp")) {
    const line = group.querySelector("[data-count]");
    if (!line) continue;
    const on = group.querySelectorAll('input[name="tags"]:checked').length;
    const levels = group.querySelectorAll('.tag-level input[name$="level"]:checked');
    const chosen = on + [...levels].filter((radio) => radio.value).length;
    line.textContent = chosen ? `${chosen} chosen` : "";
  }
}

// Ticking

function tick(box) {
  for (const twin of boxes()) if (twin.value === box.value) twin.checked = box.checked;
  const fields = { tag: box.value, part: part() };
  if (box.checked) fields.on = "1";
  fields.seen = box.closest("fieldset")?.querySelector('[name="seen"]')?.value ?? "";
  keep(`${part()} ${box.value}`, form.dataset.toggle, fields);
  count();
}

function place(level) {
  narrow(level);
  const seen = document.querySelector('#tag-levels > [name="seen"]')?.value ?? "";
  const fields = { partnership: level.dataset.level, seen };
  for (const input of level.querySelectorAll("input:checked, select")) fields[input.name] = input.value;
  keep(`level ${level.dataset.level}`, form.dataset.levels, fields);
  count();
}

// "Closer" offers only closer levels, and "Lighter" only lighter ones.
function narrow(level) {
  const select = level.querySelector("select");
  if (!select) return;
  const options = [...select.options];
  const is = level.querySelector('input[name$="-level"]:checked')?.value;
  const fit = level.querySelector('input[name$="-fit"]:checked')?.value;
  const at = options.findIndex((option) => option.value && option.value === is);
  options.forEach((option, i) => {
    option.hidden = option.disabled = i > 0 && (fit === "closer" ? i <= at : i >= at);
  });
  if (select.selectedOptions[0]?.disabled) select.value = "";
}

document.addEventListener("change", ({ target }) => {
  if (target.getAttribute("form") !== "tag-form") return;
  if (target.name === "tags") return tick(target);
  if (target.name === "part") return choosePart({ part: target.value });
  if (target.name === "about") {
    const fields = { partnership: target.value, about: target.checked ? "1" : "0" };
    return keep(`about ${target.value}`, form.dataset.levels, fields);
  }
  const level = target.closest("[data-level]");
  if (level) place(level);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  if (!button) return;
  if (button.name === "remove" && button.getAttribute("form") === "tag-form") {
    event.preventDefault();
    keep(`remove ${button.value}`, form.dataset.toggle, { remove: button.value });
  } else if (button.dataset.choosePart) {
    choosePart({ part: button.dataset.choosePart });
  } else if (button.dataset.framework) {
    event.preventDefault();
    openFramework(button.dataset.framework);
  }
});

// Choosing a part, and opening one more framework

async function choosePart(fields) {
  const open = [...document.querySelectorAll("[data-tagging] .grp[open]")].map((group) => group.id);
  panel().inert = true; // a tick now would go on the part that is about to leave
  const answer = await post(form.action, { version: form.elements.version.value, ...fields }).catch(() => null);
  panel().inert = false;
  if (!answer || !(answer.ok || answer.status === 422)) {
    return say("Not chosen yet. Check your connection and choose again.", "trouble");
  }
  show(await answer.text());
  for (const group of document.querySelectorAll("[data-tagging] .grp")) {
    if (open.includes(group.id)) group.open = true;
  }
  document.querySelector("#tag-finder [name=part]").value = part();
  const next = document.querySelector("#tag-short button, #tag-part :checked");
  if (answer.status === 422) document.querySelector("#tag-part")?.focus();
  else if (document.querySelector("#tag-short") || fields.quote || !document.querySelector("#tag-part")?.contains(document.activeElement)) next?.focus();
}

async function openFramework(key) {
  const values = { framework: key, part: part(), version: form.elements.version.value };
  await window.htmx.ajax("GET", form.dataset.find, { target: "#tag-opened", values });
  const group = document.getElementById(`grp-${key}`);
  group?.querySelector("summary")?.focus();
  group?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("tagging:part", (event) => choosePart(event.detail));

// Finding. The field belongs to a form of its own, so Enter never sends the words.

function first() {
  const found = document.querySelector("[data-found]");
  if (!found || found.dataset.query !== field().value) return null;
  return found.querySelector('input[type="checkbox"]') ?? undefined;
}

function add(box) {
  if (!box) return;
  const name = document.querySelector(`label[for="${box.id}"]`).textContent;
  box.checked = true;
  tick(box);
  field().value = "";
  document.querySelector("#tag-found").replaceChildren();
  hint();
  announce(`Added ${name}.`);
}

function hint() {
  const line = document.querySelector("#tag-hint");
  const found = document.querySelector("[data-found]");
  for (const li of document.querySelectorAll(".is-next")) li.classList.remove("is-next");
  line.textContent = line.dataset.hint;
  if (!found?.dataset.first) return;
  line.textContent = `Type a few letters. Enter adds: ${found.dataset.first}`;
  found.querySelector("li")?.classList.add("is-next");
}

document.addEventListener("submit", (event) => {
  if (event.target.id === "tag-finder") {
    event.preventDefault();
    if (!field().value.trim()) return;
    if (first() !== null) return add(first());
    addFirst = true; // the letters were typed faster than they were looked up
    window.htmx.trigger(field(), "find");
  } else if (event.target === form && queue.size) {
    event.preventDefault(); // Done waits until the last tick is kept
    const button = event.submitter;
    document.addEventListener("tagging:saved", () => form.requestSubmit(button), { once: true });
    clearTimeout(timer);
    send();
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (!["tag-found", "tag-opened", "tag-likely"].includes(event.target.id)) return;
  match();
  if (event.target.id === "tag-likely") return announce(document.querySelector("[data-likely]").dataset.likely);
  hint();
  if (addFirst && first() !== null) add(first());
  addFirst = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" || event.target !== field()) return;
  const box = document.querySelector("[data-found] input[type=checkbox]");
  if (!box) return;
  event.preventDefault();
  box.focus();
});

document.addEventListener("journal:saved", (event) => {
  form.dataset.stored = "yes";
  if (event.detail?.version) form.elements.version.value = event.detail.version;
  if (queue.size) say("");
  send();
});

addEventListener("online", () => {
  clearTimeout(timer);
  send();
});

function ready() {
  if (!form || !panel()) return;
  panel().hidden = false;
  document.querySelectorAll("[data-level]").forEach(narrow);
  hint();
  count();
}

// Beside the sheet the panel comes after the page, and its levels when a partnership is ticked.
document.addEventListener("journal:partnerships", () => {
  const address = document.querySelector("#panel-place")?.getAttribute("hx-get");
  const levels = { target: "#tag-levels", select: "#tag-levels", swap: "outerHTML" };
  if (address && document.querySelector("#tag-levels")) window.htmx.ajax("GET", address, levels);
});
document.addEventListener("htmx:load", ({ target }) => {
  if (target.id === "tag-panel" || target.id === "tag-levels") ready();
});
ready();
