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

// Dragging over the bars narrows the time to them: it fills in the fields "from" and "to", which the keyboard has, too.
(() => {
  "use strict";
  const PLAIN = { passive: true };
  let drag = null;

  /** The bar below the pointer. */
  function barAt(area, x) {
    const box = area.getBoundingClientRect();
    const bars = Number(area.dataset.bars);
    return Math.min(bars - 1, Math.max(0, Math.floor(((x - box.left) / box.width) * bars)));
  }

  function picked() {
    return [Math.min(drag.first, drag.last), Math.max(drag.first, drag.last) + 1];
  }

  function show() {
    const bars = Number(drag.area.dataset.bars);
    const [from, to] = picked();
    const pick = drag.area.querySelector(".histo-pick");
    pick.hidden = false;
    pick.style.left = `${(from / bars) * 100}%`;
    pick.style.width = `${((to - from) / bars) * 100}%`;
  }

  function end() {
    const pick = drag?.area.querySelector(".histo-pick");
    if (pick) pick.hidden = true;
    drag = null;
  }

  /** Whole seconds in UTC, as the fields have them. */
  function written(millis) {
    return new Date(millis).toISOString().slice(0, 19);
  }

  function narrow(area, [from, to]) {
    const since = Date.parse(area.dataset.since);
    const width = (Date.parse(area.dataset.until) - since) / Number(area.dataset.bars);
    const range = document.getElementById("dl-range");
    if (range.value !== "chosen") document.getElementById("dl-before").value = range.value;
    range.value = "chosen";
    document.getElementById("dl-from").value = written(Math.floor((since + from * width) / 1000) * 1000);
    document.getElementById("dl-to").value = written(Math.ceil((since + to * width) / 1000) * 1000);
    range.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("pointerdown", (event) => {
    const area = event.target.closest?.("[data-narrow]");
    if (area && event.isPrimary && event.button === 0) {
      const bar = barAt(area, event.clientX);
      drag = { area, first: bar, last: bar, x: event.clientX };
      area.setPointerCapture(event.pointerId);
    }
  });
  document.addEventListener(
    "pointermove",
    (event) => {
      // a hand that trembles drags nothing
      if (drag && (drag.moved || Math.abs(event.clientX - drag.x) > 4)) {
        drag.moved = true;
        drag.last = barAt(drag.area, event.clientX);
        show();
      }
    },
    PLAIN,
  );
  document.addEventListener("pointerup", () => {
    if (drag?.moved && drag.area.isConnected) narrow(drag.area, picked());
    end();
  });
  document.addEventListener("pointercancel", end);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") end();
  });
  // what somebody drags over stays where it is
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (drag && event.detail.target?.id === "deliv-results") event.detail.shouldSwap = false;
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
