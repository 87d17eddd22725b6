// What changes by itself: relative times, and pages that follow their plugin with server-sent events.
(() => {
  const { on, all, say, topDialog } = window.kit;

  function ago(seconds) {
    if (seconds < 10) {
      return say("justNow");
    }
    if (seconds < 60) {
      return say("secondsAgo", Math.floor(seconds));
    }
    if (seconds < 3600) {
      return say("minutesAgo", Math.floor(seconds / 60));
    }
    return seconds < 86400 ? say("hoursAgo", Math.floor(seconds / 3600)) : say("daysAgo", Math.floor(seconds / 86400));
  }

  function tell() {
    all("time[data-ago]").forEach((time) => {
      const at = new Date(time.dateTime);
      if (!Number.isNaN(at.getTime())) {
        time.textContent = ago((Date.now() - at.getTime()) / 1000);
        time.title = at.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "long" });
      }
    });
  }

  on("DOMContentLoaded", tell);
  on("htmx:afterSettle", tell);
  setInterval(tell, 15000);

  // the stream of the element that has a [data-live] box with a tick
  let source = null;
  let missed = false;

  function paused() {
    return document.hidden || topDialog() !== null || document.querySelector("[name=sel]:checked") !== null;
  }

  function changed() {
    missed = paused();
    if (!missed) {
      document.body.dispatchEvent(new CustomEvent("deliveriesChanged"));
    }
  }

  function follow() {
    const box = document.querySelector("[data-live]:checked");
    const address = box?.closest("[data-live-source]")?.dataset.liveSource;
    if (source && source.address === address) {
      return;
    }
    source?.stream.close();
    clearInterval(source?.asking);
    source = null;
    if (address) {
      const stream = new EventSource(address);
      const following = { address, stream, asking: 0 };
      stream.addEventListener("deliveries", changed);
      // a host without streams, or with too many: ask again and again instead. What broke off comes back by itself.
      stream.addEventListener("error", () => {
        if (stream.readyState === EventSource.CLOSED && following.asking === 0) {
          following.asking = setInterval(changed, 5000);
        }
      });
      source = following;
    }
  }

  on("DOMContentLoaded", follow);
  on("htmx:afterSettle", follow);
  on("change", (event) => {
    if (event.target.matches("[data-live]")) {
      follow();
    }
  });

  // what was missed during a pause is shown after it
  setInterval(() => {
    if (missed) {
      changed();
    }
  }, 1000);
})();
