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
})();
