// What happens to the case is heard once for all windows of a browser, and passed on among them.
// The window that holds the lock listens; where a browser has no locks, each window asks now and then.
"use strict";
{
  const NAME = `phaseline-${location.port}`;
  const OFTEN = 2000; // milliseconds between two questions, where there is no stream
  const AGAIN = 2500; // milliseconds between two looks at what is being worked out for one page
  const MOST_FAILURES = 5; // looks in a row that come to nothing
  const TOGETHER = 300; // milliseconds in which several happenings are one
  let heard = document.body.dataset.happened;
  let channel = null;
  let looking = 0;
  let failures = 0;
  // Parts as they were sent: what a reader opened, or a script added, is no news of the case.
  const PARTS = [".desk-case", ".desk-news", "#content"];
  const sent = new Map(PARTS.map((part) => [part, document.querySelector(part)?.innerHTML]));
  for (const swap of ["htmx:afterSwap", "htmx:historyRestore"]) {
    document.addEventListener(swap, () => sent.clear());
  }

  const number = (id) => Number(id.slice(id.lastIndexOf("-") + 1));
  const desk = (id) => id.slice(0, id.lastIndexOf("-"));

  const waits = () => document.body.dataset.waits === "yes";

  function isTyping() {
    return Boolean(document.activeElement?.closest("#content :is(input, select, textarea)"));
  }

  function isFilledIn() {
    return document.querySelector("main form[method=post], .desk-what-if") !== null;
  }

  // A page that only shows is shown anew; one that somebody fills in says that there is news.
  function show() {
    looking = 0;
    fetch(location.href, { headers: { Accept: "text/html" } })
      .then((answer) => answer.text())
      .then((text) => {
        const page = new DOMParser().parseFromString(text, "text/html");
        const isShown = !isTyping() && (waits() || !isFilledIn());
        for (const part of PARTS.filter((name) => isShown || name !== "#content")) {
          const [fresh, shown] = [page.querySelector(part), document.querySelector(part)];
          if (fresh && shown && fresh.innerHTML !== (sent.get(part) ?? shown.innerHTML)) {
            sent.set(part, fresh.innerHTML);
            shown.className = fresh.className;
            shown.replaceChildren(...fresh.childNodes);
            window.htmx?.process(shown);
          }
        }
        document.title = page.title;
        const style = page.querySelector('link[href^="/style/"]');
        if (style && !document.querySelector(`link[href="${style.getAttribute("href")}"]`)) {
          document.head.append(style);
        }
        document.body.dataset.waits = page.body.dataset.waits;
        if (!isShown && !waits()) {
          offer();
        }
      })
      .then(() => (failures = 0))
      .catch(() => {
        // where the desk has ended, what stands here stays; a page that merely failed is missing news
        failures += 1;
        if (failures <= MOST_FAILURES && !looking) {
          looking = setTimeout(show, AGAIN);
        }
      });
  }

  function offer() {
    const news = document.querySelector(".desk-news");
    if (news && !document.getElementById("anew")) {
      const line = document.createElement("p");
      const link = document.createElement("a");
      line.id = "anew";
      link.href = location.href;
      link.textContent = "Show the page anew";
      line.append("There is news of the case; what you have typed stays until you do. ", link);
      news.append(line);
    }
  }

  function take(happening) {
    const isKnown =
      desk(happening.id) === desk(heard) && number(happening.id) <= number(heard);
    if (isKnown) {
      return;
    }
    heard = happening.id;
    const concernsAll = ["files", "answer", "faulty", "missed"].includes(happening.kind);
    const concernsThis = happening.kind === "watch" && document.body.dataset.hears === "watch";
    if ((waits() || concernsAll || concernsThis) && !looking) {
      looking = setTimeout(show, TOGETHER);
    }
  }

  function pass(happening) {
    take(happening);
    if (channel) {
      channel.postMessage({ happening });
    }
  }

  function ask() {
    fetch(`/events/since?after=${encodeURIComponent(heard)}`)
      .then((answer) => answer.json())
      .then((answer) => answer.happenings.forEach(pass))
      .catch(() => {})
      .finally(() => setTimeout(ask, OFTEN));
  }

  function lead() {
    const stream = new EventSource(`/events?after=${encodeURIComponent(heard)}`);
    stream.onmessage = (event) => pass(JSON.parse(event.data));
    stream.onerror = () => {
      if (stream.readyState === EventSource.CLOSED) {
        ask(); // refused: there are too many streams
      }
    };
    channel.onmessage = (event) => {
      const { after, happening } = event.data;
      if (happening) {
        take(happening);
      } else if (after !== heard) {
        channel.postMessage({ happening: { id: heard, kind: "missed", text: "" } });
      }
    };
    return new Promise(() => {}); // the lock is held until this window goes
  }

  setInterval(() => {
    if (waits() && !looking && document.visibilityState === "visible") {
      looking = setTimeout(show, TOGETHER);
    }
  }, AGAIN);

  if (navigator.locks && window.BroadcastChannel && window.EventSource) {
    channel = new BroadcastChannel(NAME);
    channel.onmessage = (event) => event.data.happening && take(event.data.happening);
    channel.postMessage({ after: heard }); // whoever leads says if something came meanwhile
    navigator.locks.request(NAME, lead);
  } else {
    ask();
  }
}
