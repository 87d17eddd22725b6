// The services page and the test drawer.
(() => {
  "use strict";

  // A long answer is cut by the style sheet until somebody asks for all of it.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-show-all]");
    if (!button) return;
    const answer = document.getElementById(button.dataset.showAll);
    answer?.classList.remove("is-cut");
    answer?.focus();
    button.remove();
  });

  // The sentence about retries follows what is typed; its texts come with the page.
  const filled = (text, ...values) => text.replace(/\{(\d)\}/g, (place, at) => values[at]);

  const whole = (text) => (/^\d+$/.test(text ?? "") ? Number(text) : null);

  function duration(seconds, texts) {
    const steps = [
      [86400, 3600, texts.days, texts.hours],
      [3600, 60, texts.hours, texts.minutes],
      [60, 1, texts.minutes, texts.seconds],
    ];
    for (const [unit, smaller, text, rest] of steps) {
      if (seconds < unit) continue;
      const left = Math.floor((seconds % unit) / smaller);
      const whole = filled(text, Math.floor(seconds / unit));
      return left ? `${whole} ${filled(rest, left)}` : whole;
    }
    return filled(texts.seconds, seconds);
  }

  // "1 h 30 min", "5 days", "90", as the form takes it; null for anything else
  const UNITS = [
    [86400, /^(d|days?|天|日)$/],
    [3600, /^(h|hours?|时|小时)$/],
    [60, /^(m|min|minutes?|分钟?)$/],
    [1, /^(s|sec|seconds?|秒钟?)?$/],
  ];

  function span(text) {
    const parts = [...(text ?? "").toLowerCase().matchAll(/(\d+)\s*(\p{L}*)/gu)];
    const units = parts.map((part) => UNITS.find(([, name]) => name.test(part[2]))?.[0]);
    const known = parts.length > 0 && !units.includes(undefined);
    return known ? parts.reduce((sum, part, at) => sum + Number(part[1]) * units[at], 0) : null;
  }

  // every wait of the form, or null while something of it cannot be read
  function waits(form) {
    const value = (name) => new FormData(form).get(name);
    if (value("retryMode") === "schedule") {
      return value("retrySchedule").split(/[\n,;]/).filter((line) => line.trim()).map(span);
    }
    const count = whole(value("retryCount"));
    const factor = value("retryMode") === "exponential" ? whole(value("retryFactor")) : 1;
    const longest = factor === 1 ? Infinity : span(value("retryMaxInterval"));
    const first = span(value("retryInterval"));
    if (count === null || count > 20 || !first || !factor || !longest) return [null];
    return Array.from({ length: count }, (_, at) => Math.min(longest, first * factor ** at));
  }

  function tellRetries(form) {
    const sentence = document.getElementById("retry-sentence");
    const all = waits(form);
    if (!sentence || all.includes(null)) return;
    const texts = sentence.dataset;
    const said = all.slice(0, 6).map((wait) => duration(wait, texts));
    const alike = all.every((wait) => wait === all[0]);
    const text = all.length === 0 ? texts.never : all.length === 1 ? texts.one : alike ? texts.many : texts.waits;
    const list = said.join(", ") + (all.length > 6 ? ", …" : "");
    sentence.textContent = filled(
      text,
      all.length,
      alike ? said[0] : list,
      duration(all.reduce((sum, wait) => sum + wait, 0), texts),
    );
  }

  const retryForm = (event) => event.target.closest?.("#retry-settings form");
  document.addEventListener("input", (event) => {
    const form = retryForm(event);
    if (form) tellRetries(form);
  });
  document.addEventListener("reset", (event) => {
    const form = retryForm(event);
    if (form) setTimeout(() => tellRetries(form));
  });

  // While a menu of the table is open the table stays as it is; what changed meanwhile is shown afterwards.
  let missed = false;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const target = event.detail.target;
    if (target?.id === "services" && target.querySelector(":popover-open")) {
      event.detail.shouldSwap = false;
      missed = true;
    }
  });
  document.addEventListener(
    "toggle",
    (event) => {
      if (missed && event.newState === "closed" && event.target.closest?.("#services")) {
        missed = false;
        document.body.dispatchEvent(new CustomEvent("servicesChanged"));
      }
    },
    true,
  );

  // A button that did its work may be gone with it: the keyboard then goes on at its service, or at the list.
  let used = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const button = document.activeElement;
    if (button?.id && event.detail.target?.contains(button) && button.closest("#services-page")) {
      used = { id: button.id, service: button.closest("[data-service]")?.dataset.service };
    }
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, requestConfig } = event.detail;
    if (requestConfig?.verb === "delete" && elt.closest("#services-page")) {
      used = { id: "", service: elt.closest("[data-service]")?.dataset.service };
    }
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (used && !document.getElementById(used.id) && !document.activeElement?.closest("#toasts")) {
      (document.getElementById(`e-${used.service}`) ?? document.getElementById("h-services"))?.focus();
    }
    used = null;
  });

  // Who brings a service back goes on at it, unless something else was done meanwhile.
  let restored = null;
  document.addEventListener("serviceRestored", (event) => {
    restored = event.detail.id;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const service = restored && document.getElementById(`e-${restored}`);
    if (service) {
      service.focus();
      restored = null;
    }
  });
  ["keydown", "pointerdown"].forEach((done) => document.addEventListener(done, () => (restored = null)));
})();
