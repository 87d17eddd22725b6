// Toasts: short messages that go by themselves, some with a button. A host sends them as HX-Trigger
// {"toast": {"kind", "text", "action": {"label", "post"}}}.
(() => {
  const { on, say, icon, element, topDialog } = window.kit;
  const ICONS = { success: "circle-check", error: "circle-x", info: "info" };
  const STAY = { success: 5000, info: 5000, error: 12000 };
  const STAY_WITH_ACTION = 10000;

  // the toast with a button that came last, and what had the focus before its button got it
  let offer = null;

  function toast(text, kind = "success", action = null) {
    const host = document.getElementById("toasts");
    const shown = element("div", `toast ${kind}`);
    const dismiss = element("button");
    dismiss.type = "button";
    dismiss.setAttribute("aria-label", say("dismiss"));
    dismiss.append(icon("x"));
    shown.append(icon(ICONS[kind] ?? "info"), element("span", "grow", text));
    if (action) {
      shown.append(actionButton(action, shown));
    }
    shown.append(dismiss);
    // an open dialog lies above everything that is not in it
    const above = topDialog() ?? document.body;
    if (host.parentElement !== above) {
      above.append(host);
    }
    host.append(shown);
    dismiss.addEventListener("click", () => remove(shown));
    stay(shown, action ? STAY_WITH_ACTION : STAY[kind] ?? 5000);
  }

  /** Goes after a time, which stands still while somebody is at it. */
  function stay(shown, time) {
    let timer = 0;
    const start = () => {
      clearTimeout(timer);
      timer = setTimeout(() => remove(shown), time);
    };
    start();
    ["pointerenter", "focusin"].forEach((come) => shown.addEventListener(come, () => clearTimeout(timer)));
    ["pointerleave", "focusout"].forEach((leave) => shown.addEventListener(leave, start));
  }

  function actionButton({ label, post }, shown) {
    const button = element("button", "action", label);
    button.type = "button";
    button.addEventListener("click", () => {
      remove(shown);
      window.htmx.ajax("POST", post, { swap: "none" });
    });
    offer = { shown, button, before: null };
    return button;
  }

  function remove(shown) {
    if (shown.contains(document.activeElement)) {
      back();
    }
    shown.remove();
  }

  /** To what had the focus before, or to what took its place meanwhile. */
  function back() {
    const before = offer?.before;
    const now = (before?.id && document.getElementById(before.id)) || before;
    (now?.isConnected && now !== document.body ? now : document.getElementById("main")).focus();
  }

  // Toasts lie at the end of the page. The first Tab after one with a button goes to it all the same, and then on from
  // where it came.
  on("keydown", (event) => {
    if (!offer?.shown.isConnected || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const { shown, button } = offer;
    const at = document.activeElement;
    if (shown.contains(at)) {
      inToast(event, at, shown);
    } else if (event.key === "Tab" && !event.shiftKey && !offer.before && !at.matches("input, select, textarea")) {
      event.preventDefault();
      offer.before = at;
      button.focus();
    }
  });

  function inToast(event, at, shown) {
    const first = at === shown.querySelector("button");
    if (event.key === "Escape") {
      event.preventDefault();
      remove(shown);
    } else if (event.key === "Tab" && event.shiftKey && first) {
      event.preventDefault();
      back();
    } else if (event.key === "Tab" && !event.shiftKey && !first) {
      // the browser goes on from there
      back();
    }
  }

  window.kit.toast = toast;
  on("toast", (event) => toast(event.detail.text, event.detail.kind, event.detail.action));

  on("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-copy-text]");
    if (!button) {
      return;
    }
    const source = button.dataset.copy ? document.querySelector(button.dataset.copy) : null;
    const text = button.dataset.copyText ?? source?.value ?? source?.textContent ?? "";
    try {
      await navigator.clipboard.writeText(text);
      toast(say("copied"));
    } catch {
      toast(say("copyBlocked"), "error");
    }
  });
})();
