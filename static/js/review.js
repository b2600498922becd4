// The desk's page of one copy: starters go into the box as text to change, words that are selected on
// the page can be pointed at, and, for those who switched them on, J, K and R go on, back and reply.
// Saving is autosave.js, which also has Ctrl+Enter. Without this every button posts the form.

const form = document.querySelector("#desk");
const box = form.elements.body;
const place = form.elements.passage;
const words = document.querySelector("[data-about-words]");
const changed = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));

// A starter, with its blank selected if it has one

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-starter]");
  if (!button) return;
  event.preventDefault();
  const before = box.value.slice(0, box.selectionStart).trimEnd();
  const after = box.value.slice(box.selectionEnd).trimStart();
  const start = before ? before.length + 2 : 0;
  const line = button.textContent;
  box.value = [before, line, after].filter(Boolean).join("\n\n");
  const blank = line.indexOf("...");
  box.focus();
  box.setSelectionRange(start + Math.max(blank, 0), blank < 0 ? start : start + blank + 3);
  if (blank < 0) box.setSelectionRange(start + line.length, start + line.length);
  changed(box);
});

// Selected words: which of the places they stand in, whatever white space is between them

const use = document.querySelector("[data-about-selected]");
const plain = (range) => {
  const copy = range.cloneContents();
  copy.querySelectorAll(".passage-tag").forEach((tag) => tag.remove());
  return copy.textContent.replace(/\s+/g, " ");
};

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!place.options || !words || selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  if (!words.contains(range.commonAncestorContainer)) return;
  const quote = plain(range).trim();
  if (!quote || quote.length > 2000) return;
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const nth = plain(before).split(quote).length - 1;
  let option = place.querySelector("[data-selected]");
  option ??= place.appendChild(document.createElement("option"));
  option.dataset.selected = "";
  option.value = `find ${nth} ${quote}`;
  use.hidden = false;
  option.textContent = `The words you selected: “${quote.length > 40 ? `${quote.slice(0, 40)} …` : quote}”`;
});

use?.addEventListener("click", () => {
  place.value = place.querySelector("[data-selected]").value;
  use.hidden = true;
  place.focus();
  changed(place);
});

// Single keys, only for those who switched them on

if ("singleKeys" in form.dataset) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, button, summary")) return;
    const url = { j: form.dataset.next, k: form.dataset.previous }[event.key];
    if (url) location.assign(url);
    if (event.key === "r") {
      event.preventDefault();
      box.focus();
    }
  });
}
