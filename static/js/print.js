// A button that prints the page. It is hidden until this runs, since without a script it cannot.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
