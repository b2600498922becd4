// Asking for the words that were selected (passage.js says which): they go with the form.

const form = document.querySelector("[data-line-form]");

document.addEventListener("tagging:part", ({ detail }) => {
  form.elements.part.value = detail.part;
  form.elements.quote.value = detail.quote;
  form.requestSubmit();
});
