// Where a facilitator tags a shared copy: words that were selected become one more part to choose,
// and Enter in the finder looks up instead of leaving the page. passage.js says what was selected.

const place = document.querySelector("[data-selected-part]");
const radio = place?.querySelector("input[type=radio]");
const quote = place?.querySelector("input[type=hidden]");

document.addEventListener("tagging:part", ({ detail }) => {
  const words = detail.quote.trim().split(/\s+/);
  const opening = words.length > 7 ? [...words.slice(0, 4), "…", ...words.slice(-3)] : words;
  place.querySelector("label").textContent = `“${opening.join(" ")}”`;
  radio.value = detail.part;
  radio.dataset.quote = quote.value = detail.quote;
  radio.checked = true;
  place.hidden = false;
  radio.focus();
});

// The words go with their offsets, and with no other part.
document.addEventListener("change", ({ target }) => {
  if (target.name === "part") quote.value = target === radio ? radio.dataset.quote : "";
});

document.addEventListener("submit", (event) => {
  if (event.target.id !== "tag-finder" || !window.htmx) return;
  event.preventDefault();
  window.htmx.trigger(document.querySelector("#tag-q"), "find");
});
