// A guide to how long a text reads well, which is no limit: it counts, and asks for nothing. It is
// spoken once when the text grows past the guide, and not at every key.

for (const text of document.querySelectorAll("textarea[data-guide]")) {
  const most = Number(text.dataset.guide);
  const line = Object.assign(document.createElement("p"), { className: "def guide" });
  const tell = document.getElementById("announce");
  let wasLong = null;
  const count = () => {
    const length = [...text.value].length;
    const isLong = length > most;
    line.textContent = isLong ? `${length} characters. About ${most} reads well in the list.` : `${length} characters.`;
    if (isLong && wasLong === false) tell.textContent = line.textContent;
    wasLong = isLong;
  };
  text.after(line);
  text.addEventListener("input", count);
  count();
}
