// The kit, version 1: what every page of a plugin can rely on. It knows no plugin. docs/admin-kit.md tells what it offers.
"use strict";

window.kit = (() => {
  /** A text of the page's language; {0} is filled in. */
  function say(name, value = "") {
    const texts = document.getElementById("kit-texts");
    return (texts?.dataset[name] ?? "").replace("{0}", String(value));
  }

  /** An icon of the sprite, as an element. */
  function icon(name) {
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    drawing.setAttribute("class", "i");
    drawing.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `#i-${name}`);
    drawing.append(use);
    return drawing;
  }

  /** An element with a class and a text. */
  function element(tag, className = "", text = "") {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  /** Calls back for every event of that name, wherever in the page it happens. */
  function on(event, callback) {
    document.addEventListener(event, callback);
  }

  function all(selector, within = document) {
    return [...within.querySelectorAll(selector)];
  }

  /** The dialog that lies on top, if one is open. */
  function topDialog() {
    return all("dialog[open]").pop() ?? null;
  }

  return { say, icon, element, on, all, topDialog };
})();

(() => {
  const { on, all } = window.kit;

  // a page of another site cannot send this header
  on("htmx:configRequest", (event) => {
    event.detail.headers["X-Host-Request"] = "1";
  });

  on("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) {
      const root = document.documentElement;
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        // chosen for this page only, then
      }
    }
  });

  on("click", (event) => {
    const refresh = event.target.closest("[data-refresh]");
    if (refresh) {
      document.body.dispatchEvent(new CustomEvent(refresh.dataset.refresh));
    }
  });

  on("DOMContentLoaded", () => {
    if (innerWidth <= 900) {
      all("details[data-collapse-small]").forEach((details) => {
        details.open = false;
      });
    }
  });
})();
