// Runs before anything is drawn: the theme that was chosen in this browser; else the host's or the system's.
(() => {
  "use strict";
  const root = document.documentElement;
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch {
    // the browser keeps nothing
  }
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = chosen || root.dataset.theme || system;
})();
