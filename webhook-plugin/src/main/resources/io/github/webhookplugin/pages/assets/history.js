// History of settings, import and export.
(() => {
  "use strict";

  // A file that was chosen is read into the text field that it belongs to; only that is sent.
  document.addEventListener("change", async (event) => {
    const input = event.target.closest?.("input[type=file][data-into]");
    const file = input?.files[0];
    if (!file) return;
    const field = document.getElementById(input.dataset.into);
    field.value = await file.text();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
