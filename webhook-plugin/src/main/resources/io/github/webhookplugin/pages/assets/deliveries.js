// A delivery that has an address of its own: its drawer opens with the page.
(() => {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const drawer = document.getElementById("opened-drawer");
    const host = document.getElementById("dialog-host");
    if (drawer && host) {
      host.append(drawer.content.cloneNode(true));
      window.htmx?.process(host);
      document.dispatchEvent(new CustomEvent("htmx:afterSwap", { detail: { elt: host } }));
    }
  });
})();

// The last page has no button for older ones: the keyboard goes on at the other one.
(() => {
  "use strict";
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "deliv-results" && document.activeElement === document.body) {
      (event.target.querySelector(".pager button") ?? document.getElementById("h-deliveries"))?.focus();
    }
  });
})();
