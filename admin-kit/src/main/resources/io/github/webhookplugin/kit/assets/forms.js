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
      field.selectedIndex = Math.max(0, [...field.options].findIndex((option) => option.hasAttribute("data-usual")));
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

  // a field that only matters while another one has certain values; without this script it is always there
  function showWhatMatters(root) {
    all("[data-show-if]", root).forEach((field) => {
      const form = field.closest("form");
      const other = new FormData(form).get(field.dataset.showIf) ?? disabledValue(form, field.dataset.showIf);
      const matters = field.dataset.showValues.split(",").includes(other ?? "");
      field.hidden = !matters && !field.querySelector(".error");
    });
  }

  // who may only look has a form that is disabled as a whole, which a browser takes for empty
  function disabledValue(form, name) {
    const fields = all(`[name="${CSS.escape(name)}"]`, form);
    return (fields.find((field) => field.checked || field.tagName === "SELECT") ?? fields[0])?.value;
  }

  on("change", (event) => event.target.form && showWhatMatters(event.target.form));
  on("discarded", (event) => showWhatMatters(event.target));
  on("htmx:load", (event) => showWhatMatters(event.target));
  showWhatMatters(document);

  // the master switch is in the settings form, too: both show the same
  on("htmx:afterRequest", (event) => {
    // of a form that was replaced, htmx tells whatever is left around it
    const form = event.detail.requestConfig?.elt ?? event.detail.elt;
    if (!event.detail.successful || !form.matches?.(".switch-form, .settings")) {
      return;
    }
    // what came back may be another state than what was sent: somebody else can have switched, too
    const shown = form.isConnected ? form : (document.getElementById(form.id) ?? form);
    const boxes = new FormData(shown);
    all(form.matches(".settings") ? "[data-mirror]" : ".settings input[role=switch]").forEach((box) => {
      const same = shown.querySelector(`[name="${CSS.escape(box.name)}"]`);
      if (same) {
        box.checked = boxes.has(box.name);
        box.defaultChecked = box.checked;
        nameState(box);
        forget(box);
      }
    });
  });

  function nameState(box) {
    const word = box.closest(".switch").querySelector(".sw-state");
    if (word) {
      word.textContent = box.checked ? word.dataset.on : word.dataset.off;
    }
  }

  // what the form showed before says nothing any more of a box that was switched elsewhere on the page
  function forget(box) {
    const field = box.form?.elements["kit:seen"];
    if (field) {
      const seen = new URLSearchParams(field.value);
      seen.delete(box.name);
      field.value = seen.toString();
    }
  }

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
