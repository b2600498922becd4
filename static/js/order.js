// Lets a list be put in order by dragging. Each line has its buttons; this presses nothing for them.
// A line is dragged by its handle and dropped before another: what was dropped is posted to the
// line's own address, with the key of the line that it now stands before. The form is the line's own,
// or the one that data-ordered names. A line may hold a list of its own, as a group does.

for (const list of document.querySelectorAll("[data-ordered]")) {
  const lines = () => [...list.children].filter((line) => line.dataset.key);
  let held = null;

  for (const line of lines()) {
    const handle = Object.assign(document.createElement("span"), { className: "handle", textContent: "⋮⋮", draggable: true });
    handle.setAttribute("aria-hidden", "true");
    (line.matches(".ordered-line") ? line : line.querySelector(".ordered-line")).prepend(handle);
    handle.addEventListener("dragstart", (event) => {
      held = line;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", line.dataset.key);
      event.dataTransfer.setDragImage(line, 10, 10);
      line.classList.add("is-held");
    });
    handle.addEventListener("dragend", () => {
      line.classList.remove("is-held");
      held = null;
    });
  }

  list.addEventListener("dragover", (event) => {
    if (!held) return;
    event.preventDefault();
    const over = lines().find((line) => line.contains(event.target));
    if (!over || over === held) return;
    const { top, height } = over.getBoundingClientRect();
    list.insertBefore(held, event.clientY < top + height / 2 ? over : over.nextSibling);
  });

  list.addEventListener("drop", (event) => {
    if (!held) return;
    event.preventDefault();
    const form = (held.querySelector("form") ?? document.getElementById(list.dataset.ordered)).cloneNode(true);
    form.removeAttribute("id");
    const field = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(field("to", "before"), field("before", held.nextElementSibling?.dataset.key ?? ""));
    form.action = held.dataset.move;
    form.hidden = true;
    document.body.append(form);
    form.submit();
  });
}
