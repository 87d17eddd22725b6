// Toasts: short messages that go by themselves. A host sends them as HX-Trigger {"toast": {"kind", "text"}}.
(() => {
  const { on, say, icon, element, topDialog } = window.kit;
  const ICONS = { success: "circle-check", error: "circle-x", info: "info" };
  const STAY = { success: 5000, info: 5000, error: 12000 };

  function toast(text, kind = "success") {
    const host = document.getElementById("toasts");
    const shown = element("div", `toast ${kind}`);
    const dismiss = element("button");
    dismiss.type = "button";
    dismiss.setAttribute("aria-label", say("dismiss"));
    dismiss.append(icon("x"));
    shown.append(icon(ICONS[kind] ?? "info"), element("span", "grow", text), dismiss);
    // an open dialog lies above everything that is not in it
    (topDialog() ?? document.body).append(host);
    host.append(shown);
    const timer = setTimeout(() => shown.remove(), STAY[kind] ?? 5000);
    dismiss.addEventListener("click", () => {
      clearTimeout(timer);
      shown.remove();
    });
  }

  window.kit.toast = toast;
  on("toast", (event) => toast(event.detail.text, event.detail.kind));

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
