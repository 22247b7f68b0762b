// A sheet keyed in quickly: a figure marks a reaction and goes to its words, Enter goes on. Without script, Tab and arrows do.
const sheet = document.querySelector("[data-sheet]");
if (sheet) {
  const clauses = [...sheet.querySelectorAll("fieldset.reply-of")];
  const figure = (key) => Math.max("0123456".indexOf(key), "٠١٢٣٤٥٦".indexOf(key), "۰۱۲۳۴۵۶".indexOf(key));
  const go = (clause) => {
    const next = clauses[clauses.indexOf(clause) + 1];
    (next ? next.querySelector("input:checked") || next.querySelector("input") : sheet.elements.all).focus();
  };
  sheet.addEventListener("keydown", (pressed) => {
    const clause = pressed.target.closest("fieldset.reply-of");
    if (!clause || pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.isComposing || pressed.key.length === 0) return;
    if (pressed.key === "Enter") {
      pressed.preventDefault();
      go(clause);
    } else if (pressed.target.type === "radio" && pressed.key.length === 1 && figure(pressed.key) >= 0) {
      pressed.preventDefault();
      const key = figure(pressed.key);
      const boxes = [...clause.querySelectorAll("input[type=radio]")];
      boxes.forEach((box, at) => { box.checked = at === key - 1; });
      if (key) clause.querySelector("input:not([type=radio])").focus();
    }
  });
}
