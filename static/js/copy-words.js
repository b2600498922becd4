// "Copy the words" beside a text that was kept.

const tell = document.getElementById("announce");

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = button.closest("li").querySelector("[data-copy-from]");
    try {
      await navigator.clipboard.writeText(words.innerText);
    } catch {
      getSelection().selectAllChildren(words);
      document.execCommand("copy");
    }
    tell.textContent = button.textContent = "Copied.";
  });
}
