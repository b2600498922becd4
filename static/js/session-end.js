// On a shared computer, asks five minutes before the hour is over whether somebody is still there.
// Another window may have been used meanwhile, so the server is asked how long is left; asking is no
// use of the site. Once it is over the page goes to signing in, so that nothing is left on the screen
// for whoever comes next; unless it holds words that are not saved, which answers "journal:leaving"
// with preventDefault(). Then it stays. Where the server cannot be asked, the page goes by the clock.

const box = document.querySelector("[data-session-end]");
const form = box.querySelector("form");
const over = box.querySelector("[data-over]");
const tell = document.getElementById("announce");
const BEFORE = 5 * 60;
let timer, hasEnded = false, until = Date.now() + Number(box.dataset.sessionEnd) * 1000;

const later = (seconds) => {
  clearTimeout(timer);
  timer = setTimeout(ask, seconds * 1000);
};

async function ask(options = {}) {
  let response;
  try {
    response = await fetch(form.action, { headers: { Accept: "application/json" }, ...options });
  } catch {
    return Date.now() > until ? end() : later(30); // nobody can say that it was used elsewhere
  }
  if (response.status === 401) return end();
  if (!response.ok) return later(30);
  const { seconds } = await response.json();
  until = Date.now() + seconds * 1000;
  hasEnded = false;
  over.hidden = true;
  const isNear = seconds <= BEFORE;
  if (isNear && form.hidden) tell.textContent = form.querySelector("p").textContent;
  form.hidden = !isNear;
  box.hidden = !isNear;
  later(isNear ? Math.min(30, seconds + 1) : seconds - BEFORE + 1);
}

function end() {
  const leaving = new Event("journal:leaving", { cancelable: true });
  if (!hasEnded && document.dispatchEvent(leaving)) return location.replace(box.dataset.signIn);
  hasEnded = true;
  form.hidden = true;
  over.hidden = box.hidden = false;
  tell.textContent = over.textContent;
  later(60); // somebody may have signed in again in another tab
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask({ method: "POST", body: new FormData(form) });
});
document.addEventListener("visibilitychange", () => document.hidden || ask());
later(Number(box.dataset.sessionEnd) - BEFORE + 1);
