// Menus: a [popover][data-menu] beside its button; arrow keys, Home and End move in it.
(() => {
  const { on, all } = window.kit;
  const GAP = 4;
  const EDGE = 8;

  function buttonOf(menu) {
    return document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
  }

  // toggle does not bubble
  document.addEventListener(
    "toggle",
    (event) => {
      const menu = event.target;
      if (menu.matches?.("[data-menu]")) {
        buttonOf(menu)?.setAttribute("aria-expanded", String(event.newState === "open"));
        if (event.newState === "open") {
          place(menu);
          menu.querySelector("button, a")?.focus();
        }
      }
    },
    true,
  );

  function place(menu) {
    const button = buttonOf(menu)?.getBoundingClientRect();
    if (!button) {
      return;
    }
    const below = button.bottom + GAP + menu.offsetHeight + EDGE <= innerHeight;
    menu.style.left = `${Math.max(EDGE, button.right - menu.offsetWidth)}px`;
    menu.style.top = `${Math.max(EDGE, below ? button.bottom + GAP : button.top - GAP - menu.offsetHeight)}px`;
  }

  on("keydown", (event) => {
    const menu = event.target.closest?.("[data-menu]");
    if (!menu) {
      return;
    }
    const items = all("button, a", menu);
    const at = items.indexOf(document.activeElement);
    const to = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items[to].focus();
    }
  });

  // a menu that stays where its button was would be beside nothing
  addEventListener("scroll", () => all("[data-menu]:popover-open").forEach((menu) => menu.hidePopover()), true);
})();
