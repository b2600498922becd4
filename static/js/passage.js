// Tagging the words that are selected in the text, and "Show all" of a long one.
// Offsets are code points, as the server counts them: one emoji is one, though JavaScript says two.

const words = document.querySelector("[data-words]");
const offer = document.querySelector("[data-tag-these]")?.closest("p");
let chosen = null;

const points = (text) => [...text].length;

function selected() {
  const selection = getSelection();
  if (!words || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(words)) return null;
  if (!words.contains(range.startContainer)) range.setStart(words, 0);
  if (!words.contains(range.endContainer)) range.setEnd(words, words.childNodes.length);
  const before = range.cloneRange();
  before.setStart(words, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const quote = range.toString();
  if (!quote.trim()) return null;
  const start = points(before.toString());
  return { part: `${start}-${start + points(quote)}`, quote };
}

// A press on the button may clear the selection first, so what was selected last is kept.
document.addEventListener("selectionchange", () => {
  const now = selected();
  if (now) chosen = now;
  if (offer && now) offer.hidden = false;
  else if (offer && !offer.contains(document.activeElement) && !offer.matches(":hover")) offer.hidden = true;
});

offer?.addEventListener("pointerdown", (event) => event.preventDefault());

offer?.addEventListener("click", () => {
  if (!chosen) return;
  document.dispatchEvent(new CustomEvent("tagging:part", { detail: chosen }));
  getSelection().removeAllRanges();
  offer.hidden = true;
});

const more = document.querySelector("[data-show-all]");

if (words && more && words.scrollHeight > words.clientHeight + 2) {
  more.closest("p").hidden = false;
  more.addEventListener("click", () => {
    const all = words.classList.toggle("is-whole");
    more.setAttribute("aria-expanded", all);
    more.textContent = all ? "Show less" : "Show all";
  });
}
