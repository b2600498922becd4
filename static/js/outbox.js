// Keeps on the device what was typed and not acknowledged, until it is: docs/writing.md, "The outbox".
// AES-GCM ciphertext in IndexedDB, under a key that the server derives for the person who is signed
// in and that this page holds in memory alone. A sheet says what is at risk ("journal:unsaved": the
// posts that would save it, in their order) and is handed what a window that crashed had left
// ("journal:resume"). What belongs to no open sheet is sent from here, as it was, keys and all.
// A form that its button saves ("data-keep") is kept as it is filled in, and put back on its own page,
// until the server says in a cookie that its post was done: partnership/acknowledged.py.
// A window holds a lock named as its words are, so that no other takes them for left behind.

const about = document.querySelector("meta[name=outbox]");
const MOST = 5_000_000, LONGEST = 30 * 24 * 60 * 60 * 1000;
const WAITS = [5, 15, 30, 45];
const PATIENCE = 15000; // with the server; with the device, a third of it
const me = crypto.randomUUID?.();
const shout = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));

// The store. Anything here may throw: a private window, a full disk, a browser that forbids it. Or
// never answer: then nothing may wait for it, least of all signing out.
const inTime = (promise) => new Promise((done, failed) => {
  setTimeout(failed, PATIENCE / 3, new Error("no answer"));
  promise.then(done, failed);
});
let opened;
const open = () => new Promise((done, failed) => {
  const asked = indexedDB.open("journal", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("outbox", { keyPath: "id" });
  asked.onsuccess = () => {
    asked.result.onversionchange = () => asked.result.close();
    done(asked.result);
  };
  asked.onerror = () => failed(asked.error);
});
async function stored(mode, act) {
  opened ??= inTime(open());
  const database = await opened.catch((error) => {
    opened = undefined;
    throw error;
  });
  const change = database.transaction("outbox", mode, { durability: "strict" });
  const asked = act(change.objectStore("outbox"));
  return inTime(new Promise((done, failed) => {
    change.oncomplete = () => done(asked.result);
    change.onabort = () => failed(change.error);
  }));
}
const everything = () => stored("readonly", (store) => store.getAll());
const remove = (id) => stored("readwrite", (store) => store.delete(id));

// Keys, by epoch; "" is the one of now. One that did not come is asked for again, but not at once.
const keys = new Map();
function keyOf(epoch = "") {
  if (!keys.has(epoch)) {
    const key = fetchKey(epoch);
    keys.set(epoch, key);
    key.catch(() => setTimeout(() => keys.delete(epoch), 5000));
  }
  return keys.get(epoch);
}
async function fetchKey(named) {
  const response = await fetch(`${about.content}${named && `&epoch=${named}`}`, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error("no key");
  const { owner, before, epoch, key, now } = await response.json();
  told = { now, date: Date.now(), since: performance.now() };
  const bytes = Uint8Array.from(atob(key), (each) => each.charCodeAt(0));
  return { owner, owners: [owner, ...before], epoch, key: await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]) };
}
// The time by the server, which tells it with a key: a device's own clock may be wrong by years, or be
// put right while the page is open, and no words may go for that. Rather too late than too early.
let told;
const time = () => told.now + Math.max(Date.now() - told.date, performance.now() - told.since);
const encoded = (text) => new TextEncoder().encode(text);
const cipher = ({ id, owner, epoch, at, iv }) => ({ name: "AES-GCM", iv, additionalData: encoded([id, owner, epoch, at].join(" ")) });
async function seal(unsealed) {
  const { owner, epoch, key } = await keyOf();
  const words = { ...unsealed, at: time() };
  const record = { id: me, owner, epoch, isForm: !words.url, at: words.at, iv: crypto.getRandomValues(new Uint8Array(12)) };
  return { ...record, sealed: await crypto.subtle.encrypt(cipher(record), key, encoded(JSON.stringify(words))) };
}
async function unseal(record) {
  const { key } = await keyOf(record.epoch);
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(cipher(record), key, record.sealed)));
}

// What this window has at risk. As often as the store is ready, and always the newest.
let words, keeping, again, locked, letGo, isKept = false;
const lock = () => (locked ??= new Promise((held) => navigator.locks.request(me, () => new Promise((done) => {
  letGo = done;
  held();
}))));
async function keepNow() {
  const now = words;
  if (!now?.posts.length) return remove(me);
  await lock();
  const record = await seal(now);
  const others = (await everything()).filter(({ id }) => id !== me);
  const size = others.reduce((sum, { sealed }) => sum + sealed.byteLength, record.sealed.byteLength);
  if (size > MOST) throw new Error("too much");
  await stored("readwrite", (store) => store.put(record));
}
async function keep() {
  again = true;
  keeping ??= (async () => {
    let isHeld = false;
    while (again) {
      again = false;
      isHeld = await keepNow().then(() => true, () => false);
    }
    keeping = undefined;
    isKept = isHeld && words?.posts.length > 0;
    shout("journal:on-device", { isHeld: isKept });
    return isHeld;
  })();
  return keeping;
}

// What other windows left. Each is taken up by one window at a time, the newest first.
let failures = 0, timer;
async function mine() {
  const others = (await everything()).filter(({ id }) => id !== me);
  if (!others.length) return [];
  const { owners } = await keyOf();
  const isOld = ({ at }) => at < time() - LONGEST;
  await Promise.all(others.filter(isOld).map(({ id }) => remove(id)));
  return others.filter((one) => owners.includes(one.owner) && !isOld(one)).sort((a, b) => b.at - a.at);
}
// The page before this one in its tab is gone, but may not have let go of its lock yet.
function inTab(act) {
  try {
    return act(sessionStorage);
  } catch {} // it is forbidden
}
const pageBefore = inTab((tab) => tab.getItem("outbox"));
async function takeUp({ id }) {
  const how = id === pageBefore ? { signal: AbortSignal.timeout(PATIENCE / 3) } : { ifAvailable: true };
  return navigator.locks.request(id, how, async (isFree) => {
    const record = isFree && (await stored("readonly", (store) => store.get(id)));
    if (!record) return true;
    const left = await unseal(record);
    if (!left.url) return putBack(id, left);
    if (!shout("journal:resume", left)) {
      if (await keep()) await remove(id);
      say(id, `What you wrote ${when(left.at)} was still on this device. It is back in its place.`);
      return true;
    }
    const { isKept, status, answer } = await send(left);
    if (!isKept) return notSent(id, left, status, answer);
    await remove(id);
    sent(id, left, status, answer);
    return true;
  });
}
// A form that its button saves: each field in its order, and nothing of how it is sent.
const form = document.querySelector("form[data-keep]");
const here = location.pathname + location.search;
const fields = () => [...form.elements].filter(({ name, type }) => name && !["hidden", "submit", "file"].includes(type));
const part = ({ type }) => (type === "checkbox" || type === "radio" ? "checked" : "value");
const filled = (field) => [field.name, field[part(field)], ...(part(field) === "checked" ? [field.value] : [])];
const filledIn = () => JSON.stringify(fields().map(filled));
// Each with its field, by its name, and a tick by what it is for: the form may have others by now.
function placed(was) {
  const left = fields();
  return was.map(([name, value, option]) => {
    const place = left.findIndex((field) => field.name === name && [undefined, field.value].includes(option));
    return { value, field: place < 0 ? undefined : left.splice(place, 1)[0] };
  });
}
// With it goes what its page had said: a key, since it may have been done and the answer lost; and what
// it was begun from, since other words may be there by now.
const hiddenOnes = () => Object.fromEntries(["once", "began"].filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]));
let before = form && filledIn(); // none while it holds what came back
function formAtRisk() {
  const now = filledIn(), heading = document.querySelector("h1").textContent;
  const text = fields().filter(({ type }) => ["text", "textarea"].includes(type)).map(({ value }) => value).filter(Boolean).join("\n\n");
  words = { url: "", page: here, heading, text, hidden: hiddenOnes(), posts: now === before ? [] : [now] };
  return keep();
}
async function putBack(id, left) {
  const { page, at, hidden = {}, posts: [was] } = left;
  if (page !== here) return true;
  const all = form ? placed(JSON.parse(was)) : [];
  const isLost = all.some(({ field, value }) => !field && typeof value === "string" && value);
  if (!form || isLost) return notSent(id, left, 410, { error: "Its form is not there any more." });
  if (words?.posts[0] === was && (await keep())) return remove(id).then(() => true); // this window has it
  if (filledIn() !== before) return true;
  const isShown = was === before; // by the server: as saved, or with what is wrong with it
  const isAnswered = document.querySelector(".errsum") !== null; // then its page has said anew what goes with it
  if (isShown && !isAnswered) return remove(id).then(() => true);
  for (const { field, value } of all) if (field) field[part(field)] = value;
  for (const [name, value] of isAnswered ? [] : Object.entries(hidden)) if (form.elements[name]) form.elements[name].value = value;
  for (const fold of [form.closest("details"), ...form.querySelectorAll("details")]) if (fold) fold.open = true;
  before = undefined;
  if (await formAtRisk()) await remove(id);
  const drop = button("Throw it away", async () => {
    form.reset();
    before = filledIn();
    await formAtRisk();
    boxes.get(id).remove();
  });
  if (!isShown) say(id, `What you wrote ${when(at)} was still on this device. It is back in its place, and not saved yet.`, { actions: [drop] });
  return true;
}
async function forgetWhatIsDone() {
  for (const [, name, id] of document.cookie.matchAll(/(?:^|; )(kept_([0-9a-f-]{36}))=/g)) {
    await remove(id).catch(() => {});
    document.cookie = `${name}=; Max-Age=0; Path=/`;
  }
}

// Read for each request: it changes when one signs in again in another tab.
function token() {
  const name = `${about.dataset.csrfCookie}=`;
  return document.cookie.split("; ").find((each) => each.startsWith(name))?.slice(name.length);
}
async function send({ url, posts }) {
  let version, status, answer;
  for (const post of posts) {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() ?? "" },
        body: version === undefined ? post : JSON.stringify({ ...JSON.parse(post), base_version: version }),
        signal: AbortSignal.timeout(PATIENCE),
      });
      status = response.status;
      answer = await response.json();
    } catch {
      return { isKept: false, status: 0, answer: {} };
    }
    if (status === 200) version = answer.version;
    else if (status !== 409 && !(status === 410 && answer.see_url)) return { isKept: false, status, answer };
  }
  return { isKept: true, status, answer };
}
async function takeUpAll() {
  clearTimeout(timer);
  let isDone = true;
  try {
    for (const record of await mine()) isDone = (await takeUp(record).catch(() => true)) && isDone;
  } catch {
    return; // no store, or no key: nothing can be read here
  }
  if (isDone) failures = 0;
  else timer = setTimeout(takeUpAll, WAITS[Math.min(failures++, WAITS.length - 1)] * 1000 * (0.8 + 0.4 * Math.random()));
}

// What is said of them: above the page, once for each.
const made = (tag, className, ...inside) => {
  const one = Object.assign(document.createElement(tag), { className });
  one.append(...inside);
  return one;
};
const link = (label, href) => Object.assign(made("a", "tap", label), { href });
const button = (label, act) => {
  const one = Object.assign(made("button", "as-link tap", label), { type: "button" });
  one.addEventListener("click", act);
  return one;
};
const when = (at) => {
  const then = new Date(at), isToday = then.toDateString() === new Date().toDateString();
  const clock = then.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return isToday ? `at ${clock}` : `on ${then.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" })} at ${clock}`;
};
const boxes = new Map();
function say(id, sentence, { isTrouble = false, actions = [] } = {}) {
  const box = made("div", `said ${isTrouble ? "said-trouble" : "said-info"}`, made("p", "", sentence));
  if (actions.length) box.append(made("p", "", ...actions.flatMap((each) => [each, " "])));
  if (boxes.has(id)) boxes.get(id).replaceWith(box);
  else document.getElementById("main").prepend(box);
  const tell = document.getElementById("announce");
  if (boxes.get(id)?.textContent !== box.textContent) tell.textContent = sentence;
  boxes.set(id, box);
}
function sent(id, left, status, { both_url, see_url, error }) {
  const isNew = JSON.parse(left.posts[0]).base_version === 0;
  const fields = [...document.querySelectorAll("form[data-autosave] textarea")];
  if (status === 200 && isNew && left.from === location.pathname && fields.length && fields.every((field) => !field.value)) {
    return location.replace(left.page);
  }
  const start = `What you wrote ${when(left.at)} in “${left.heading}” was still on this device.`;
  if (status === 200) return say(id, `${start} It is saved now.`, { actions: left.page === location.pathname ? [] : [link("Open it", left.page)] });
  const end = see_url ? error : `${error ?? "You changed it elsewhere as well."} We kept both.`;
  say(id, `${start} ${end}`, { actions: [link(see_url ? "See it" : "See both", see_url ?? both_url)] });
}
function notSent(id, left, status, { error }) {
  const isRefused = [404, 410, 413, 422].includes(status);
  const start = `What you wrote ${when(left.at)} in “${left.heading}” is still on this device, and not saved.`;
  const copy = button("Copy my words", async () => {
    await navigator.clipboard.writeText(left.text);
    document.getElementById("announce").textContent = "Copied.";
  });
  const drop = button("Throw them away", async () => {
    await remove(id);
    boxes.get(id).remove();
  });
  if (isRefused) say(id, `${start} ${error}`, { isTrouble: true, actions: [copy, drop] });
  else say(id, `${start} We’ll try again.`, { isTrouble: true, actions: [button("Try now", takeUpAll), copy] });
  return isRefused;
}

// Signing out waits until everything is sent, here and in other windows, and asks if it cannot be. A
// form is sent by nobody but who filled it in: about each that was not, one is asked once.
const windows = "BroadcastChannel" in globalThis && new BroadcastChannel("journal-outbox");
const pause = (time) => new Promise((done) => setTimeout(done, time));
async function kept() {
  const records = await everything();
  const { owners } = records.length ? await keyOf() : {};
  const mine = records.filter(({ owner }) => owners.includes(owner));
  const forms = mine.filter(({ isForm, isLeft }) => isForm && !isLeft).sort((a, b) => b.at - a.at);
  return { sheets: mine.filter(({ isForm }) => !isForm), forms };
}
async function leftOver() {
  const sheet = { isSaved: true };
  shout("journal:finish", sheet);
  if (windows) windows.postMessage("finish");
  const isSaved = await sheet.isSaved;
  const left = { sheets: [], forms: [] };
  try {
    await keeping;
    await takeUpAll();
    for (let tries = 0; tries < 20 && isSaved && (await kept()).sheets.length; tries++) await pause(100);
    Object.assign(left, await kept());
  } catch {} // no store, or no key
  const records = [...left.sheets, ...left.forms];
  const isHeld = !words?.posts.length || records.some(({ id }) => id === me);
  return { ...left, records, isHeld, isSaved: isSaved && !left.sheets.length };
}
// The forms by the names of their pages, each with its beginning and the way to it.
async function listed(forms, close) {
  const { held } = await navigator.locks.query();
  const kept = await Promise.all(forms.map(async (record) => ({ ...(await unseal(record)), id: record.id })));
  const here = words?.posts.length && !words.url && !kept.some(({ id }) => id === me) ? [{ ...words, id: me }] : [];
  const rows = [...here, ...kept].map(({ id, heading, page, text }) => {
    let way = link(heading, page);
    if (id === me) way = button(heading, () => (close(), fields()[0].focus()));
    else if (held.some(({ name }) => name === id)) way = `${heading} (open in another window)`;
    return made("li", "", way, ...(text ? [made("p", "def", `“${text.length > 60 ? `${text.slice(0, 60)} …` : text}”`)] : []));
  });
  return made("ul", "plain", ...rows);
}
let isLeaving = false;
async function signOut(form) {
  if (isLeaving) return;
  isLeaving = true;
  const { forms, records, isHeld, isSaved } = await leftOver();
  isLeaving = false;
  if (isSaved && isHeld && !records.length) return go(form);
  const ask = made("dialog", "sheet asks");
  const say = (...inside) => ask.append(made("p", "", ...inside));
  const choice = (label, className, act) => {
    const one = Object.assign(made("button", `btn ${className}`, label), { type: "button" });
    one.addEventListener("click", () => {
      ask.close();
      act();
    });
    return one;
  };
  const again = choice("Try again", "btn-primary", () => signOut(form));
  const stay = choice("Stay signed in", "btn-quiet", () => {});
  const keep = choice("Sign out and keep it here", isSaved ? "btn-primary" : "btn-quiet", async () => {
    await leaveHere(forms).catch(() => {});
    go(form);
  });
  const drop = choice("Sign out and throw it away", "btn-danger", async () => {
    words = undefined;
    await Promise.all(records.map(({ id }) => remove(id))).catch(() => {});
    go(form);
  });
  const heading = isSaved ? "What you filled in is not saved" : "Some of your words are not saved";
  ask.setAttribute("aria-labelledby", "asks");
  ask.append(Object.assign(made("h2", "", heading), { id: "asks" }));
  if (!isSaved) say("They could not be saved just now.");
  const list = await listed(forms, () => ask.close()).catch(() => made("ul"));
  if (list.children.length) {
    say(isSaved ? "Go back to save it:" : "And what you filled in waits for you to go back and save it:");
    ask.append(list);
  }
  if (isHeld) say(`What is not saved can stay on this device, locked: it opens for nobody but you, when you sign in here within 30 days.${isSaved ? " You are not asked again." : ""}`);
  ask.append(made("p", "actions", ...(isSaved ? [] : [again]), ...(isHeld ? [keep] : []), stay, drop));
  ask.addEventListener("close", () => ask.remove());
  document.body.append(ask);
  ask.showModal();
}
// They stay on purpose, until something is typed into them again.
const leaveHere = (forms) => Promise.all(forms.map((record) => stored("readwrite", (store) => store.put({ ...record, isLeft: true }))));
function go(form) {
  shout("journal:let-go");
  form.elements.csrfmiddlewaretoken.value = token() ?? form.elements.csrfmiddlewaretoken.value;
  form.submit();
}

if (me && crypto.subtle && navigator.locks && "indexedDB" in globalThis) {
  document.addEventListener("journal:unsaved", ({ detail }) => {
    if (!detail.posts.length && !words?.posts.length) return;
    words = { ...detail };
    detail.settled = keep();
  });
  form?.addEventListener("input", formAtRisk);
  form?.addEventListener("submit", () => {
    if (!words?.posts.length) return;
    if (!form.elements.kept) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "kept" }));
    form.elements.kept.value = me;
  });
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") !== about.dataset.signOut) return;
    event.preventDefault();
    signOut(event.target);
  });
  document.addEventListener("DOMContentLoaded", () => {
    if (document.querySelector("form[data-autosave], form[data-keep]")) keyOf().catch(() => {});
    forgetWhatIsDone().then(takeUpAll);
    if (windows) windows.postMessage("signed-in"); // a window that was signed out need not wait
  });
  addEventListener("online", takeUpAll);
  // A form that the device could not keep is in this page alone. One that comes back as it was when it
  // was left, by the Back button, may have been saved since.
  const isHereAlone = () => Boolean(form && words?.posts.length && !isKept);
  document.addEventListener("journal:leaving", (event) => isHereAlone() && event.preventDefault());
  addEventListener("pageshow", ({ persisted }) => persisted && form && !isHereAlone() && location.reload());
  addEventListener("pagehide", () => { // the next page may be the one to put the words back
    inTab((tab) => tab.setItem("outbox", me));
    letGo?.();
    locked = letGo = undefined;
  });
  if (windows) windows.onmessage = ({ data }) => shout(`journal:${data}`, {});
}
