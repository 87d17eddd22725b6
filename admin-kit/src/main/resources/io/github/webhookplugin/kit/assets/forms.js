// Forms: unsaved changes, steppers, secrets, selections.
(() => {
  const { on, all, say } = window.kit;

  on("input", (event) => edited(event.target));
  on("change", (event) => edited(event.target));

  function edited(field) {
    if (!field.matches?.("[data-unguarded]")) {
      field.closest?.("[data-dirty-guard]")?.classList.add("is-dirty");
    }
  }

  on("reset", (event) => {
    // fields get their old values only after this event
    setTimeout(() => {
      event.target.classList.remove("is-dirty");
      event.target.dispatchEvent(new CustomEvent("discarded", { bubbles: true }));
    });
  });

  addEventListener("beforeunload", (event) => {
    if (document.querySelector("[data-dirty-guard].is-dirty")) {
      event.preventDefault();
    }
  });

  on("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) {
      const field = button.closest(".stepper").querySelector("input");
      const wanted = (Number(field.value) || 0) + Number(button.dataset.step) * (Number(field.dataset.by) || 1);
      const least = field.min === "" ? -Infinity : Number(field.min);
      const most = field.max === "" ? Infinity : Number(field.max);
      field.value = Math.min(most, Math.max(least, wanted));
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

  on("click", (event) => {
    const button = event.target.closest("[data-reveal]");
    if (button) {
      const field = document.getElementById(button.dataset.reveal);
      const shown = field.type === "password";
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
      button.title = say(shown ? "hide" : "show");
      button.querySelector("use").setAttribute("href", shown ? "#i-eye-off" : "#i-eye");
    }
  });

  on("click", (event) => {
    const button = event.target.closest("[data-clear-form]");
    if (button) {
      const form = document.getElementById(button.dataset.clearForm);
      [...form.elements].forEach(clear);
      form.dispatchEvent(new Event("change", { bubbles: true }));
      form.querySelector("input, select")?.focus();
    }
  });

  function clear(field) {
    if (field.tagName === "SELECT") {
      field.selectedIndex = 0;
    } else if (field.type === "checkbox" || field.type === "radio") {
      field.checked = field.defaultChecked;
    } else if (field.type !== "hidden") {
      field.value = "";
    }
  }

  on("change", (event) => {
    if (event.target.matches("[data-check-all]")) {
      all("tbody input[type=checkbox][name=sel]", event.target.closest("table")).forEach((box) => {
        box.checked = event.target.checked;
        box.dispatchEvent(new Event("change", { bubbles: true }));
      });
    }
  });

  // the master switch is in the settings form, too: both show the same
  on("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (!event.detail.successful || !form.matches?.(".switch-form, .settings")) {
      return;
    }
    const boxes = new FormData(form);
    all(form.matches(".settings") ? "[data-mirror]" : ".settings input[role=switch]").forEach((box) => {
      const same = form.querySelector(`[name="${CSS.escape(box.name)}"]`);
      if (same) {
        box.checked = boxes.has(box.name);
        box.defaultChecked = box.checked;
      }
    });
  });

  // Ctrl+Enter presses the button of the open dialog that says so
  on("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      const button = document.querySelector('dialog[open] [data-kbd="Ctrl+Enter"]');
      if (button) {
        event.preventDefault();
        button.click();
      }
    }
  });
})();
