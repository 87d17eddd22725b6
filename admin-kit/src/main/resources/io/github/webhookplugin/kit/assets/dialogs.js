// Dialogs: a <dialog data-dialog> that is swapped into #dialog-host opens; when it closes, what opened it has the focus.
(() => {
  const { on, all, say, element, topDialog } = window.kit;
  let opener = null;

  function menuButton(menu) {
    return document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
  }

  on("htmx:beforeRequest", (event) => {
    const asking = event.detail.elt;
    const menu = asking.closest("[popover].menu");
    if (menu) {
      opener = menuButton(menu);
      menu.hidePopover();
    } else if (!asking.closest("dialog") && asking.getAttribute("hx-target") === "#dialog-host") {
      opener = asking;
    }
  });

  on("htmx:afterSwap", () => {
    const dialog = document.querySelector("#dialog-host dialog[data-dialog]");
    if (dialog && !dialog.open) {
      open(dialog);
    }
  });

  function open(dialog) {
    dialog.showModal();
    if (!dialog.querySelector("[autofocus]")) {
      const heading = dialog.querySelector("h2");
      heading?.setAttribute("tabindex", "-1");
      heading?.focus({ preventScroll: true });
    }
    dialog.dataset.snapshot = snapshot(dialog);
    dialog.addEventListener("cancel", (event) => {
      // a cancel of something inside, such as a file chooser, bubbles
      if (event.target === dialog && !mayClose(dialog)) {
        event.preventDefault();
      }
    });
    dialog.addEventListener("close", (event) => {
      if (event.target === dialog) {
        closed(dialog);
      }
    });
  }

  function closed(dialog) {
    document.body.append(document.getElementById("toasts"));
    dialog.remove();
    // the opener may have been swapped for its successor meanwhile
    const back = (opener?.id && document.getElementById(opener.id)) || opener;
    if (back?.isConnected) {
      back.focus();
    } else {
      document.getElementById("main").focus();
    }
  }

  /** What was entered, but in fields that do not matter. */
  function snapshot(dialog) {
    return all("form", dialog)
      .map((form) => {
        const entered = new FormData(form);
        all("[data-unguarded]", form).forEach((field) => entered.delete(field.name));
        return [...entered].map(([name, value]) => `${name}=${value}`).join("\n");
      })
      .join("\n\n");
  }

  function guarded(dialog) {
    return dialog.matches("[data-guard], [data-dirty-guard]") || dialog.querySelector("[data-dirty-guard]") !== null;
  }

  function mayClose(dialog) {
    if (!guarded(dialog) || snapshot(dialog) === dialog.dataset.snapshot) {
      return true;
    }
    ask({ title: say("discardTitle"), text: say("discardText"), ok: say("discardOk") }, () => dialog.close());
    return false;
  }

  on("closeDialog", () => document.querySelector("dialog[data-dialog]")?.close());

  on("click", (event) => {
    const dialog = event.target.closest("[data-close]")?.closest("dialog") ?? backdropOf(event.target);
    if (dialog && mayClose(dialog)) {
      dialog.close();
    }
  });

  /** A click beside a drawer is a click on the dialog itself. */
  function backdropOf(target) {
    return target.matches?.("dialog.drawer[open]") ? target : null;
  }

  /** Asks a question; what is to follow is done if the answer is yes. */
  function ask({ title, text = "", ok = say("ok"), kind = "danger" }, yes) {
    const dialog = element("dialog", "dlg confirm");
    const heading = element("h2", "", title);
    heading.id = "confirm-title";
    dialog.setAttribute("aria-labelledby", heading.id);
    const no = element("button", "btn", say("cancel"));
    no.autofocus = true;
    const sure = element("button", `btn ${kind}`, ok);
    no.type = sure.type = "button";
    const buttons = element("div", "row");
    buttons.append(no, sure);
    dialog.append(heading, element("p", "", text), buttons);
    no.addEventListener("click", () => dialog.close());
    sure.addEventListener("click", () => {
      dialog.close();
      yes();
    });
    const before = document.activeElement;
    dialog.addEventListener("close", () => {
      document.body.append(document.getElementById("toasts"));
      dialog.remove();
      if (before?.isConnected && !topDialog()?.contains(document.activeElement)) {
        before.focus();
      }
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  window.kit.ask = ask;

  on("htmx:confirm", (event) => {
    const { question, elt, issueRequest } = event.detail;
    if (!question) {
      return;
    }
    event.preventDefault();
    const { confirmText, confirmOk, confirmKind } = elt.dataset;
    const menu = elt.closest("[popover].menu");
    if (menu) {
      menu.hidePopover();
      menuButton(menu)?.focus();
    }
    ask({ title: question, text: confirmText, ok: confirmOk, kind: confirmKind }, () => issueRequest(true));
  });
})();
