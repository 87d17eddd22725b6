// The editor of a service: colours, chips, rows, presets. What is valid and what would be sent, the server says.
(() => {
  "use strict";
  const HEADERS = ["Accept", "Authorization", "Content-Type", "User-Agent", "X-Api-Key", "X-Signature"];
  const PERIODS = ["second", "minute", "hour"];
  const PREVIEW_AFTER = 300;

  const form = () => document.getElementById("service-form");
  const body = () => form()?.querySelector("textarea[name=body]");
  const on = (name, then) => document.addEventListener(name, then);

  // --- the body in colours, under a text field that is transparent
  const TOKEN = /("(?:\\.|[^"\\\n])*"?)(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?)|(\{\{[^}\n]*\}\}\}?)/g;
  const VARIABLE = /\{\{[^}\n]*\}\}\}?/g;

  function span(look, text) {
    const element = document.createElement("span");
    element.className = look;
    let last = 0;
    for (const found of look === "tk-var" ? [] : text.matchAll(VARIABLE)) {
      element.append(text.slice(last, found.index), span("tk-var", found[0]));
      last = found.index + found[0].length;
    }
    element.append(text.slice(last));
    return element;
  }

  function paint(editor) {
    const area = editor.querySelector("textarea");
    const parts = [];
    let last = 0;
    for (const found of area.value.matchAll(TOKEN)) {
      parts.push(area.value.slice(last, found.index));
      const [all, text, colon, word, number, variable] = found;
      if (text !== undefined) {
        parts.push(span(colon === undefined ? "tk-str" : "tk-key", text), colon ?? "");
      } else {
        parts.push(span(variable === undefined ? "tk-num" : "tk-var", variable ?? word ?? number));
      }
      last = found.index + all.length;
    }
    editor.querySelector("code").replaceChildren(...parts, area.value.slice(last) + "\n");
    editor.classList.add("is-painted");
    follow(editor);
  }

  function follow(editor) {
    const area = editor.querySelector("textarea");
    editor.querySelector("code").style.transform = `translate(${-area.scrollLeft}px, ${-area.scrollTop}px)`;
  }

  function list(id, values) {
    if (!document.getElementById(id)) {
      const options = document.createElement("datalist");
      options.id = id;
      options.append(...values.map((value) => new Option(value, value)));
      document.body.append(options);
    }
  }

  function prepare() {
    list("hdr-names", HEADERS);
    list("rate-periods", PERIODS);
    for (const editor of document.querySelectorAll("[data-code]")) {
      if (!editor.dataset.ready) {
        editor.dataset.ready = "1";
        const area = editor.querySelector("textarea");
        area.addEventListener("input", () => paint(editor));
        area.addEventListener("scroll", () => follow(editor));
      }
      paint(editor);
    }
    const made = document.querySelector("[data-fill]:not([data-filled])");
    if (made) {
      made.dataset.filled = "1";
      write(document.getElementById(made.dataset.fill), made.textContent);
    }
    show();
  }
  on("htmx:afterSwap", prepare);
  on("DOMContentLoaded", prepare);

  // --- writing into fields, so that it can be undone
  function write(field, text, whole = true) {
    field.focus();
    if (whole) {
      field.select();
    }
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, whole ? 0 : field.selectionStart, whole ? field.value.length : field.selectionEnd, "end");
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  let lastField = null;
  on("focusin", (event) => {
    if (event.target.matches?.("[data-insertable]")) {
      lastField = event.target;
    }
  });

  // --- the preview follows what is typed
  let timer = 0;
  function due() {
    clearTimeout(timer);
    timer = setTimeout(() => document.body.dispatchEvent(new CustomEvent("previewDue")), PREVIEW_AFTER);
  }
  for (const event of ["input", "change"]) {
    on(event, ({ target }) => {
      if (form()?.contains(target)) {
        due();
        show();
        const warning = document.getElementById(target.dataset.warns ?? "");
        if (warning) {
          warning.hidden = target.value === "";
        }
      }
    });
  }

  /** Parts that only matter with some choice: data-when="field=value,value". */
  function show() {
    const present = form();
    for (const part of present?.querySelectorAll("[data-when]") ?? []) {
      const [name, values] = part.dataset.when.split("=");
      part.hidden = !values.split(",").includes(new FormData(present).get(name) ?? "");
    }
  }

  // --- clicks
  const actions = {
    insert(button) {
      write(lastField?.isConnected ? lastField : body(), button.dataset.insert, false);
    },
    tidy() {
      tidy(body());
    },
    addRow(button) {
      const rows = button.closest("[data-rows]");
      addRow(rows).querySelector("input").focus();
      due();
    },
    removeRow(button) {
      const row = button.closest(".kv-row");
      const next = row.nextElementSibling ?? row.previousElementSibling;
      const rows = row.closest("[data-rows]");
      row.remove();
      (next?.querySelector("input") ?? rows.querySelector("[data-add-row]")).focus();
      due();
    },
    lock(button) {
      const locked = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", locked);
      const row = button.closest(".kv-row");
      row.querySelector("[name$='.secret']").value = locked ? "1" : "0";
      due();
    },
    bulkHeaders(button) {
      asText(button);
    },
    ownReceiver() {
      document.getElementById("preset-slot")?.replaceChildren();
      press(document.getElementById("preset-own"));
      form().querySelector("[name=name]").focus();
    },
  };

  on("click", (event) => {
    if (!form()?.contains(event.target)) {
      return;
    }
    for (const [name, action] of Object.entries(actions)) {
      const button = event.target.closest(`[data-${name.replace(/[A-Z]/g, (c) => "-" + c.toLowerCase())}]`);
      if (button) {
        action(button);
      }
    }
    const preset = event.target.closest(".preset");
    if (preset) {
      press(preset);
    }
  });

  function press(preset) {
    for (const other of form().querySelectorAll(".preset")) {
      other.setAttribute("aria-pressed", other === preset);
    }
  }

  // --- rows of headers and query parameters
  let made = 0;
  function addRow(rows) {
    const row = rows.querySelector("template").content.cloneNode(true);
    made++;
    for (const element of row.querySelectorAll("[id]")) {
      element.id += "-" + made;
    }
    const all = rows.querySelector(".kv");
    all.append(row);
    return all.lastElementChild;
  }

  const part = (row, name) => row.querySelector(`[name$='.${name}']`);

  /** Headers as lines of text and back; secret ones stay rows. */
  function asText(button) {
    const rows = form().querySelector("[data-rows=headers]");
    const area = document.getElementById("hdr-bulk");
    const open = [...rows.querySelectorAll(".kv-row")].filter((row) => part(row, "secret").value === "0");
    button.setAttribute("aria-pressed", area.hidden);
    if (area.hidden) {
      area.value = open
        .filter((row) => part(row, "name").value !== "")
        .map((row) => part(row, "name").value + ": " + part(row, "value").value)
        .join("\n");
      area.hidden = false;
      area.focus();
      return;
    }
    open.forEach((row) => row.remove());
    for (const line of area.value.split("\n").filter((text) => text.trim() !== "")) {
      const colon = line.indexOf(":");
      const row = addRow(rows);
      part(row, "name").value = (colon < 0 ? line : line.slice(0, colon)).trim();
      part(row, "value").value = colon < 0 ? "" : line.slice(colon + 1).trim();
    }
    area.hidden = true;
    due();
  }

  // --- a body that is indented; variables that stand for values are kept as they are
  function tidy(area) {
    const kept = [];
    const bare = area.value.replace(/(?<!["\w}])\{\{\{?\s*[\w.]+\s*\}?\}\}(?!["\w])/g, (tag) => `"\u0001${kept.push(tag) - 1}"`);
    try {
      const text = JSON.stringify(JSON.parse(bare), null, 2);
      write(area, text.replace(/"\\u0001(\d+)"/g, (all, i) => kept[i]));
    } catch {
      kit.toast(form().dataset.notJson, "error");
    }
  }

  on("change", async (event) => {
    if (event.target.matches("[data-start]") && event.target.value !== "") {
      const answer = await fetch(`${form().dataset.base}/presets/${event.target.value}/body`);
      event.target.value = "";
      if (answer.ok) {
        write(body(), await answer.text());
      }
    }
  });

  // --- a secret that is shown hides again by itself
  let hidden = "";
  on("click", (event) => {
    const shown = event.target.closest("[data-revealed]");
    if (event.target.closest("button") && shown?.contains(document.activeElement)) {
      hidden = shown.closest(".reveal").id;
    }
  });
  on("htmx:afterSwap", () => {
    if (hidden !== "") {
      document.getElementById(hidden)?.querySelector("button").focus();
      hidden = "";
    }
    for (const shown of document.querySelectorAll("[data-revealed]:not([data-counts])")) {
      shown.dataset.counts = "1";
      shown.querySelector("code").focus();
      setTimeout(() => shown.isConnected && shown.querySelector("button").click(), shown.dataset.revealed * 1000);
    }
  });

  // --- searching the gallery
  on("input", (event) => {
    if (event.target.matches("[data-gallery-search]")) {
      const sought = event.target.value.trim().toLowerCase();
      let found = 0;
      for (const preset of form().querySelectorAll(".preset")) {
        preset.hidden = !(preset.dataset.words + " " + preset.textContent).toLowerCase().includes(sought);
        found += preset.hidden ? 0 : 1;
      }
      const none = document.getElementById("gallery-none");
      none.textContent = found === 0 ? none.dataset.none : "";
    }
  });
})();
