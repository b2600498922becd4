// Saves a sheet as one writes, by the contract of docs/writing.md, and says how that goes.
// One request at a time. What has had no answer is sent again as it was, with the same key, before
// anything newer: so a window cannot conflict with itself. Others ask for a save with the event
// "journal:save-now" (a sheet without an entry gets one) and hear "journal:saved" or
// "journal:not-saved"; "journal:partnerships" says that the ticks beneath the words were saved.
// A form says which fields it saves (data-saves; a title and the words unless it says so) and which
// go with them unchanged (data-carries). What was kept though it cannot be sent any more is a 410.
// A 409 or 410 may say in its own words what happened (error), where not one person's windows met.
// Nothing on the line says that words are kept while the newest of them are not.
// What is not acknowledged goes to outbox.js as the posts that would save it ("journal:unsaved"),
// and comes back from there after a crash ("journal:resume").

const WAITS = [2, 5, 10, 30, 45]; // a fifth more of the longest is still within the minute that is promised
const PATIENCE = 60000; // longer than a server waits for its database, and a slow line for a long text
const WORDS = {
  start: "Saves as you write.",
  fault: (wait) => `We couldn’t save just now. Your words are still here. We’ll try again in ${wait} seconds.`,
  offline: "You’re offline. Keep this tab open until we can save.",
  onDevice: "You’re offline. Your words are kept on this device and will save when you’re back.",
  signedOut: "You’ve been signed out. Your words are still here.",
  conflict: (at) => `You also changed this in another window at ${at}.`,
  both: "We kept both.",
  since: "What you typed since is not saved yet.",
};

const form = document.querySelector("form[data-autosave]");
if (form) {
  const { autosave: url, author, csrfCookie, signIn, afterSaved } = form.dataset;
  const { title, body, base_version: base } = form.elements;
  const saves = (form.dataset.saves ?? "title body").split(" ");
  const typed = body ?? form.elements[saves[0]]; // what keeps the focus, and is saved on leaving it
  const carries = (form.dataset.carries ?? "question").split(" ").filter(Boolean);
  const line = form.querySelector("[data-autosave-status]");
  const tell = document.getElementById("announce");
  const isShared = Boolean(document.querySelector("[data-session-end]"));
  const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const ticks = () => [...form.querySelectorAll("[name=partnerships]:checked")].map((box) => box.value);
  const some = (names, of) => Object.fromEntries(names.map((name) => [name, of(form.elements[name])]));
  // Of tick-boxes with one name, those that are ticked; the hidden one before them holds nothing.
  const ticked = (boxes, is) => [...boxes].filter((box) => box[is]).map((box) => box.value);
  const isTicks = (field) => field instanceof RadioNodeList && [...field].some((box) => box.type === "checkbox");
  const value = (field) => (isTicks(field) ? ticked(field, "checked") : field.type === "checkbox" ? field.checked : field.value);
  const asSent = (field) => {
    if (isTicks(field)) return ticked(field, "defaultChecked");
    if (field instanceof RadioNodeList) return ticked(field, "defaultChecked")[0] ?? "";
    if (field.type === "checkbox") return field.defaultChecked;
    return field.defaultValue ?? field.querySelector("option[selected]")?.value ?? "";
  };
  const read = () => ({ ...some(saves, value), partnerships: ticks() });
  const sent = () => ({
    ...some(saves, asSent),
    partnerships: [...form.querySelectorAll("[name=partnerships][checked]")].map((box) => box.value),
  });
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  const write = (field, to) => {
    if (isTicks(field)) for (const box of field) box.checked = to.includes(box.value);
    else field[field.type === "checkbox" ? "checked" : "value"] = to;
  };
  const writeAll = (post) => {
    for (const name of saves) if (name in post) write(form.elements[name], post[name]);
    for (const box of form.querySelectorAll("[type=checkbox][name=partnerships]")) {
      if (post.partnerships) box.checked = post.partnerships.includes(box.value);
    }
  };

  // What the server has: one may have typed before this script came, or been refused (data-unsaved).
  let kept = { ...sent(), ...("unsaved" in form.dataset && { [saves[0]]: null }) };
  let pending = null; // what was sent and has had no answer
  let key = randomKey(); // of the edit that is sent next
  let isOnDevice = false; // whether the device keeps what is not saved
  let settled; // the promise that the device knows what is at risk
  let running = null; // the promise of that answer
  let state = "calm"; // or trouble, signed-out, refused, conflict
  let bothUrl, met, timer, since, lastWait, failures = 0, firstSave = true, leaving = false;
  const unsaved = () => pending !== null || !same(read(), kept);

  const shout = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

  // What is said: always on the line, and aloud only when something begins or ends.
  const action = (label, act) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "as-link", textContent: label });
    button.addEventListener("click", act);
    return button;
  };
  const link = (label, href, target) => Object.assign(document.createElement("a"), { textContent: label, href, target });
  const longTexts = () => {
    const texts = saves.filter((name) => !body || form.elements[name].localName === "textarea");
    return texts.map((name) => form.elements[name].value).filter(Boolean).join("\n\n");
  };
  const copy = () => action("Copy my words", async () => {
    try {
      await navigator.clipboard.writeText(longTexts());
    } catch {
      typed.select();
      document.execCommand("copy");
    }
    tell.textContent = "Copied.";
  });
  function show(next, words, ...actions) {
    if (line.contains(document.activeElement)) typed.focus();
    line.dataset.state = next === "calm" ? "" : "trouble";
    line.replaceChildren(words, ...actions.flatMap((each) => [" ", each]));
    if (next !== state && next !== "calm") tell.textContent = words;
    state = next;
  }

  // When to save: 1.5 s after the last key, and at most 10 s after the first that is not saved.
  function changed() {
    atRisk();
    if (!unsaved()) return;
    since ??= Date.now();
    if (state === "calm" || state === "refused") show("calm", WORDS.start);
    if (state === "calm") later(Math.min(1500, Math.max(0, since + 10000 - Date.now())));
    if (state === "conflict" && !line.textContent.includes(WORDS.since)) showConflict();
    if (state === "conflict") later(Math.min(30000, Math.max(0, since + 30000 - Date.now())));
  }
  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }
  function save(options = {}) {
    clearTimeout(timer);
    running ??= send(options).finally(() => (running = null));
    return running;
  }

  function post({ partnerships, ...text }, before) {
    return JSON.stringify({
      ...text, ...some(carries, (field) => field.value), base_version: Number(base.value), key, author,
      ...(same(partnerships, before.partnerships) ? {} : { partnerships }),
    });
  }
  function atRisk() {
    const now = read(), before = pending?.text ?? kept;
    const posts = [pending?.sent, same(now, before) ? null : post(now, before)].filter(Boolean);
    const page = form.dataset.saves ? location.pathname : form.getAttribute("action");
    const heading = document.querySelector("h1").textContent;
    const detail = { posts, url, page, heading, from: location.pathname, text: longTexts() };
    shout("journal:unsaved", detail);
    settled = detail.settled;
  }
  async function send({ always = false, keepalive = false, isAgain = false } = {}) {
    if (!unsaved() && !always) return true;
    if (!pending) {
      pending = { text: read(), sent: post(read(), kept) };
      key = randomKey();
      atRisk();
    }
    let response, answer;
    const asked = new AbortController(), tooLate = setTimeout(() => asked.abort(), PATIENCE);
    try {
      response = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": cookie() },
        body: pending.sent,
        keepalive: keepalive && pending.sent.length < 20000, // browsers allow 64 KiB in all
        signal: asked.signal,
      });
      answer = { ...(await response.json()) };
    } catch {
      return failed();
    } finally {
      clearTimeout(tooLate);
    }
    if (response.status === 401) return signedOut(answer);
    if (response.status === 409) return conflict(answer);
    if (response.status === 410 && answer.see_url) return keptOnly(answer);
    if ([404, 410, 413, 422].includes(response.status) && answer.error) return refused(answer);
    if (response.status === 403 && !isAgain) {
      await fetch(location.href).catch(() => {}); // sets a fresh token
      return send({ keepalive, isAgain: true });
    }
    return response.ok && "version" in answer ? saved(answer) : failed();
  }

  function saved({ version, saved_at }) {
    const back = state;
    const before = kept.partnerships;
    kept = pending.text;
    pending = null;
    base.value = version;
    failures = 0;
    since = undefined;
    if (!form.dataset.saves) history.replaceState(null, "", form.getAttribute("action"));
    show("calm", unsaved() ? WORDS.start : `${back === "signed-out" ? "Signed in. " : ""}Saved at ${clock(saved_at)}. ${afterSaved}`);
    if (firstSave || back !== "calm") tell.textContent = line.textContent;
    firstSave = false;
    if (!same(before, kept.partnerships)) shout("journal:partnerships");
    shout("journal:saved", { version });
    changed();
    return true;
  }
  function failed() {
    const wait = Math.round(WAITS[Math.min(failures++, WAITS.length - 1)] * (0.8 + 0.4 * Math.random()));
    lastWait = wait;
    showTrouble();
    later(wait * 1000);
    return false;
  }
  function showTrouble() {
    const offline = isOnDevice && !isShared ? WORDS.onDevice : WORDS.offline;
    show("trouble", navigator.onLine ? WORDS.fault(lastWait) : offline, action("Try now", () => save()), copy());
  }
  function signedOut({ error }) {
    show("signed-out", error || WORDS.signedOut, link("Sign in again", signIn, "_blank"), "(opens a new tab)", copy());
    return false;
  }
  function conflict({ edited_at, both_url, error }) {
    kept = pending.text; // kept beside the other
    pending = null;
    since = undefined;
    bothUrl = both_url;
    met = error ?? WORDS.conflict(clock(edited_at));
    showConflict();
    changed();
    return false;
  }
  function showConflict() {
    show("conflict", `${met} ${unsaved() ? WORDS.since : WORDS.both}`, link("See both", bothUrl, ""));
  }
  function keptOnly({ version, error, see_url }) {
    kept = pending.text;
    pending = null;
    base.value = version;
    since = undefined;
    show("refused", error, link("See it", see_url, ""));
    changed();
    return true;
  }
  function refused({ error }) {
    const { text } = pending;
    pending = null;
    since = undefined;
    show("refused", error, copy());
    if (same(read(), text)) atRisk();
    else changed();
    return false;
  }

  function randomKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  function cookie() {
    // Read for each request: it changes when one signs in again in another tab.
    const found = document.cookie.split("; ").find((each) => each.startsWith(`${csrfCookie}=`));
    return found ? found.slice(csrfCookie.length + 1) : form.elements.csrfmiddlewaretoken.value;
  }

  form.addEventListener("input", changed);
  // A button saves by itself, and so does signing out. An answer that comes while it is pressed could
  // move it from under the finger.
  const { signOut } = document.querySelector("meta[name=outbox]")?.dataset ?? {};
  const toButton = ({ relatedTarget }) => {
    const to = relatedTarget?.closest?.("button")?.form;
    return to && (to === form || to.getAttribute("action") === signOut);
  };
  const isWords = (field) => saves.includes(field.name) && (!body || field.localName === "textarea");
  form.addEventListener("focusout", (event) => isWords(event.target) && state === "calm" && !toButton(event) && save());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save({ keepalive: true });
    else if (state === "signed-out") save();
  });
  document.addEventListener("journal:signed-in", () => state === "signed-out" && save());
  addEventListener("focus", () => state === "signed-out" && save());
  addEventListener("online", () => state === "trouble" && save());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  document.addEventListener("journal:leaving", (event) => unsaved() && event.preventDefault());
  document.addEventListener("journal:let-go", () => (leaving = true));
  document.addEventListener("journal:finish", ({ detail }) => (detail.isSaved = everything().then((isDone) => isDone || !unsaved())));
  document.addEventListener("journal:on-device", ({ detail }) => {
    if (isOnDevice === detail.isHeld) return;
    isOnDevice = detail.isHeld;
    if (state === "trouble" && !navigator.onLine) showTrouble();
  });
  // What a window that crashed had: this one goes on in its place, if it began from the same text.
  document.addEventListener("journal:resume", (event) => {
    const [first, last] = event.detail.posts, post = JSON.parse(first);
    const isNext = [0, 1].includes(Number(base.value) - post.base_version);
    if (event.detail.url !== url || !isNext || unsaved() || running) return;
    event.preventDefault();
    writeAll(post);
    pending = { text: read(), sent: first };
    if (last) writeAll(JSON.parse(last));
    show("calm", WORDS.start);
    atRisk();
    save();
  });
  addEventListener("beforeunload", (event) => unsaved() && !leaving && event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && title && event.target === title) {
      event.preventDefault();
      body.focus();
    }
    if (!(event.ctrlKey || event.metaKey)) return;
    if (event.key === "s") {
      event.preventDefault();
      save();
    }
    if (event.key === "Enter") form.requestSubmit(form.querySelector("[data-done]"));
  });
  document.addEventListener("journal:save-now", async () => {
    const done = (await everything()) && (base.value !== "0" || (await save({ always: true })));
    shout(done ? "journal:saved" : "journal:not-saved", { version: Number(base.value) });
  });

  // A button first saves here, so that its page is only left once the words are safe.
  async function everything() {
    while (unsaved() || running) if (!(await save())) return false;
    return true;
  }
  form.addEventListener("submit", async (event) => {
    form.elements.csrfmiddlewaretoken.value = cookie();
    if (leaving || (state === "calm" && !unsaved() && !running)) return;
    event.preventDefault();
    if (await everything()) {
      await Promise.race([settled, new Promise((done) => setTimeout(done, 500))]); // or the next page sends it again
      leaving = state !== "conflict";
      if (leaving) return form.requestSubmit(event.submitter);
    }
    if (state === "conflict") location.assign(bothUrl);
  });

  if (base.value === "0") line.textContent = WORDS.start;
  line.querySelector("span")?.remove(); // that a button saves
  changed();
}
