// Answers that are not what was hoped for: refused, gone, signed out, no answer at all.
(() => {
  const { on, say, element, toast } = window.kit;

  on("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    const html = (xhr.getResponseHeader("Content-Type") ?? "").startsWith("text/html");
    if (xhr.status >= 400 && !html) {
      event.detail.shouldSwap = false;
      event.detail.isError = true;
    }
  });

  on("htmx:afterSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr?.status === 422 || xhr?.status === 409) {
      const swapped = event.detail.elt?.isConnected ? event.detail.elt : document;
      (swapped.querySelector("[aria-invalid=true]") ?? document.querySelector("[aria-invalid=true]"))?.focus();
    }
  });

  // a switch that posts at once shows what is, not what was wished
  on("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (!event.detail.successful && form.matches?.("form[hx-trigger=change]")) {
      form.reset();
    }
  });

  on("htmx:sendError", () => toast(say("offline"), "error"));
  on("htmx:timeout", () => toast(say("offline"), "error"));

  on("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    if (xhr.status === 401) {
      signedOut();
    } else {
      toast(sentence(xhr), "error");
    }
  });

  function sentence(xhr) {
    const problem = json(xhr);
    if (xhr.status === 403) {
      return say("forbidden");
    }
    if (xhr.status === 404 || xhr.status === 410) {
      return say("gone");
    }
    if (xhr.status >= 500) {
      const id = problem.id ? ` ${say("errorId", problem.id)}` : "";
      return (xhr.status === 503 && problem.detail ? problem.detail : say("serverError", xhr.status)) + id;
    }
    return problem.detail ?? say("refused", xhr.status);
  }

  function json(xhr) {
    try {
      return JSON.parse(xhr.responseText) ?? {};
    } catch {
      return {};
    }
  }

  function signedOut() {
    if (document.getElementById("signed-out")) {
      return;
    }
    const dialog = element("dialog", "dlg confirm");
    dialog.id = "signed-out";
    const heading = element("h2", "", say("signedOut"));
    heading.id = "signed-out-title";
    dialog.setAttribute("aria-labelledby", heading.id);
    const later = element("button", "btn", say("cancel"));
    later.type = "button";
    later.addEventListener("click", () => dialog.close());
    const buttons = element("div", "row");
    buttons.append(later);
    const address = say("signIn");
    if (address) {
      const again = element("a", "btn primary", say("signInAgain"));
      again.href = address;
      // in a window of its own: what was entered here stays
      again.target = "_blank";
      again.rel = "noopener";
      again.addEventListener("click", () => dialog.close());
      buttons.append(again);
    }
    dialog.append(heading, element("p", "", say("signedOutText")), buttons);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
})();
