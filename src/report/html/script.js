"use strict";
// What a page cannot do by itself: filter, step, find, unfold, and set old beside new. All text is there without it.
(() => {
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const main = byId("changes");
  const tools = byId("tools");
  const units = [...main.querySelectorAll(".u")];
  const stops = units.filter((unit) => !unit.classList.contains("unchanged"));
  const isShown = (unit) => !hides(unit.classList) && !unit.classList.contains("lacks");
  const hides = (kinds) => (main.dataset.hide || "").split(" ").some((kind) => kind && kinds.contains(kind));
  const isBeside = () => root.classList.contains("sides");

  tools.hidden = false;
  // The bar can take two lines: what is jumped to must not lie under it.
  new ResizeObserver(() => {
    const isStuck = getComputedStyle(tools).position === "sticky";
    const height = isStuck ? tools.offsetHeight : 0;
    root.style.scrollPaddingTop = `${height + 12}px`;
    root.style.setProperty("--bar", `${height}px`);
  }).observe(tools);

  // Going to a provision

  const openAround = (node) => {
    for (let fold = node.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };

  const settle = (unit, tries) => {
    // What lies above may be drawn only now, with another height than was guessed.
    requestAnimationFrame(() => {
      const wanted = parseFloat(root.style.scrollPaddingTop) || 0;
      const off = unit.getBoundingClientRect().top - wanted;
      const isAtEnd = window.innerHeight + window.scrollY >= root.scrollHeight - 2;
      if (Math.abs(off) > 3 && !isAtEnd) unit.scrollIntoView();
      if (tries > 0) settle(unit, tries - 1);
    });
  };

  const go = (unit) => {
    openAround(unit);
    if (isBeside()) setBeside(unit);
    if (location.hash === `#${unit.id}`) unit.scrollIntoView();
    else location.replace(`#${unit.id}`);
    const heading = unit.querySelector("h3, h4, h5, h6");
    if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    settle(unit, 3);
  };

  // "#403" and "#section-403" are understood as "#sec-403".
  const ofHash = () => {
    let wanted;
    try {
      wanted = decodeURIComponent(location.hash.slice(1)).toLowerCase();
    } catch {
      return null;
    }
    const number = wanted.replace(/^(section|sec|s)?[-. ]*/, "");
    const names = [wanted, `sec-${number}`, `old-sec-${number}`];
    return names.map(byId).find((element) => element && element.classList.contains("u")) || null;
  };
  const follow = () => {
    const unit = ofHash();
    if (!unit) return;
    // Who follows a link wants to see where it leads.
    if (!isShown(unit)) showAll();
    openAround(unit);
    if (unit.id !== location.hash.slice(1)) go(unit);
    else settle(unit, 3);
  };
  window.addEventListener("hashchange", follow);

  // Next and previous

  let here = null;
  const place = byId("place");
  const tell = () => {
    const shown = stops.filter(isShown);
    const at = shown.indexOf(here);
    const all = shown.length < stops.length ? ` of ${stops.length}` : "";
    place.textContent = at < 0 ? `${shown.length}${all} ${stops.length === 1 ? "change" : "changes"}` : `${at + 1} of ${shown.length}`;
  };
  const isInView = (unit) => {
    const box = unit.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  };
  const step = (by) => {
    const shown = stops.filter(isShown);
    if (!shown.length) return;
    const line = (parseFloat(root.style.scrollPaddingTop) || 0) + 4;
    let at = here && isInView(here) ? shown.indexOf(here) : -1;
    if (at >= 0) at += by;
    else if (by > 0) at = shown.findIndex((unit) => unit.getBoundingClientRect().top > line);
    else at = shown.findLastIndex((unit) => unit.getBoundingClientRect().top < line - 8);
    if (at < 0) at = by > 0 ? 0 : shown.length - 1;
    here = shown[at % shown.length];
    go(here);
    tell();
  };
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  });

  // Filters

  const filters = [...tools.querySelectorAll("input[name=kind]")];
  const signals = [...tools.querySelectorAll("#signals button")];
  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
  const filter = () => {
    // No signal asked for is no question; of several, one is enough.
    const wanted = signals.filter(isPressed).map((button) => button.value);
    const has = (unit) => (unit.dataset.signals || "").split(" ").some((kind) => wanted.includes(kind));
    main.classList.toggle("picked", wanted.length > 0);
    for (const unit of units) unit.classList.toggle("lacks", wanted.length > 0 && !has(unit));
    main.dataset.hide = filters.filter((box) => !box.checked).map((box) => box.value).join(" ");
    tell();
    if (words.value) search();
  };
  const showAll = () => {
    for (const box of filters) box.checked = true;
    for (const button of signals) button.setAttribute("aria-pressed", "false");
    filter();
  };
  for (const box of filters) box.addEventListener("change", filter);
  for (const button of signals) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(!isPressed(button)));
      filter();
    });
  }

  // Folds

  const unfold = byId("unfold");
  unfold.addEventListener("click", () => {
    const open = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", String(open));
    for (const fold of main.querySelectorAll("details")) fold.open = open;
  });

  // Old beside new

  const make = (name, attributes, children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    element.append(...(children || []));
    return element;
  };
  const ofSide = (paragraph, dropped) => {
    const copy = paragraph.cloneNode(true);
    for (const mark of copy.querySelectorAll(dropped)) mark.remove();
    if (dropped === "ins") {
      for (const same of copy.querySelectorAll("[data-was]")) same.textContent = same.dataset.was;
    }
    return copy.textContent.trim() ? copy : "";
  };
  const row = (old, now) => {
    const left = make("td", {}, old ? [ofSide(old, "ins")] : []);
    const right = make("td", {}, now ? [ofSide(now, "del")] : []);
    return make("tr", {}, [left, right]);
  };
  const rows = (unit) => {
    const made = [];
    let gone = [];
    let come = [];
    const flush = () => {
      for (let at = 0; at < Math.max(gone.length, come.length); at++) made.push(row(gone[at], come[at]));
      gone = [];
      come = [];
    };
    for (const child of unit.children) {
      if (child.matches("p.t.d")) {
        if (come.length) flush();
        gone.push(child);
      } else if (child.matches("p.t.a")) {
        come.push(child);
      } else if (child.matches("p.t")) {
        flush();
        made.push(row(child, child));
      } else if (child.matches(".fold")) {
        flush();
        made.push(make("tr", {}, [make("td", { colspan: 2 }, [child.cloneNode(true)])]));
      }
    }
    flush();
    return made;
  };
  const setBeside = (unit) => {
    const first = unit.querySelector(":scope > p.t, :scope > .fold");
    if (!first || unit.classList.contains("unchanged") || unit.querySelector(":scope > table")) return;
    const head = make("tr", {}, [make("th", { scope: "col" }, ["Old"]), make("th", { scope: "col" }, ["New"])]);
    const table = make("table", { class: "beside" }, [make("thead", {}, [head]), make("tbody", {}, rows(unit))]);
    first.before(table);
  };
  const nearing = new IntersectionObserver(
    (seen) => {
      for (const one of seen) if (one.isIntersecting) setBeside(one.target);
    },
    { rootMargin: "2000px" },
  );
  const beside = byId("beside");
  beside.addEventListener("click", () => {
    const on = !isBeside();
    const top = stops.find((unit) => unit.getBoundingClientRect().bottom > tools.offsetHeight);
    root.classList.toggle("sides", on);
    beside.setAttribute("aria-pressed", String(on));
    if (on) for (const unit of stops) nearing.observe(unit);
    else nearing.disconnect();
    if (top && window.scrollY > main.offsetTop) {
      if (on) setBeside(top);
      settle(top, 3);
    }
    if (words.value) search();
  });

  // Find: in the old words and in the new ones, folded ones too

  const words = byId("words");
  const found = byId("found");
  const texts = new Map();
  const plain = (text) =>
    text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/\s/g, " ").toLowerCase();
  // Text nodes of one draft under a node, without the words that only name the marks.
  const nodesOf = (node, dropped) => {
    const taken = [];
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (at) => {
      if (at.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return at.matches(`.v, .said, table.beside, ${dropped}`) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    while (walker.nextNode()) taken.push(walker.currentNode);
    return taken;
  };
  const parts = (unit) => [...unit.querySelectorAll(":scope > :is(h3, h4, h5, h6), :scope > p.t, :scope > .fold > p.t")];
  const textOf = (unit) => {
    if (!texts.has(unit)) {
      const side = (dropped) => parts(unit).map((part) => nodesOf(part, dropped).map((node) => node.data).join("")).join("\n");
      const now = side("del");
      texts.set(unit, plain(unit.querySelector("ins, del") ? `${now}\n${side("ins")}` : now).replace(/ +/g, " "));
    }
    return texts.get(unit);
  };
  const rangesIn = (node, dropped, wanted) => {
    const nodes = nodesOf(node, dropped);
    const text = plain(nodes.map((at) => at.data).join(""));
    const pointAt = (offset, isEnd) => {
      let before = 0;
      for (const at of nodes) {
        const end = before + at.data.length;
        if (offset < end || (isEnd && offset === end)) return [at, offset - before];
        before = end;
      }
      return null;
    };
    const ranges = [];
    for (const match of text.matchAll(wanted)) {
      const start = pointAt(match.index, false);
      const end = pointAt(match.index + match[0].length, true);
      if (!start || !end) continue;
      const range = new Range();
      range.setStart(...start);
      range.setEnd(...end);
      ranges.push(range);
    }
    return ranges;
  };
  const isMarked = (range) => {
    const of = (node) => node.parentElement.closest("del");
    return of(range.startContainer) || of(range.endContainer) || range.cloneContents().querySelector("del");
  };
  const rangesOf = (unit, wanted) => {
    const table = unit.querySelector(":scope > table");
    if (isBeside() && table) {
      const heading = [...unit.querySelectorAll(":scope > :is(h3, h4, h5, h6)")];
      return [...heading, ...table.querySelectorAll("tbody .t")].flatMap((part) => rangesIn(part, "table", wanted));
    }
    return parts(unit).flatMap((part) => {
      const now = rangesIn(part, "del", wanted);
      if (!part.querySelector("del")) return now;
      const old = rangesIn(part, "ins", wanted).filter(isMarked);
      return [...now, ...old].sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
    });
  };

  // Marks drawn without touching the text.
  const MOST_MARKS = 2000;
  const draw = (name, ranges) => {
    if (!window.CSS || !CSS.highlights) return;
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  };
  let hits = { units: [], at: -1, ranges: [], inside: -1, wanted: null };
  const search = () => {
    const asked = plain(words.value).trim().replace(/ +/g, " ");
    const wanted = asked && new RegExp(asked.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, " +"), "g");
    const holding = asked ? units.filter((unit) => isShown(unit) && textOf(unit).includes(asked)) : [];
    hits = { units: holding, at: -1, ranges: [], inside: -1, wanted };
    const all = [];
    for (const unit of holding) {
      if (all.length >= MOST_MARKS) break;
      all.push(...rangesOf(unit, wanted));
    }
    draw("hit", all);
    draw("here", []);
    found.textContent = !asked ? "" : holding.length ? `${holding.length} ${holding.length === 1 ? "provision" : "provisions"}` : "not found";
  };
  const toMatch = (by) => {
    if (!hits.units.length) return;
    hits.inside += by;
    if (hits.at < 0 || hits.inside < 0 || hits.inside >= hits.ranges.length) {
      const count = hits.units.length;
      hits.at = hits.at < 0 ? (by > 0 ? 0 : count - 1) : (hits.at + by + count) % count;
      const unit = hits.units[hits.at];
      openAround(unit);
      if (isBeside()) setBeside(unit);
      hits.ranges = rangesOf(unit, hits.wanted);
      hits.inside = by > 0 ? 0 : hits.ranges.length - 1;
    }
    const range = hits.ranges[hits.inside];
    if (!range) return;
    const parent = range.startContainer.parentElement;
    openAround(parent);
    parent.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => parent.scrollIntoView({ block: "center" }));
    draw("here", [range]);
    here = hits.units[hits.at];
    found.textContent = `provision ${hits.at + 1} of ${hits.units.length}, match ${hits.inside + 1} of ${hits.ranges.length}`;
  };
  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  const findNow = (by) => {
    clearTimeout(waiting);
    if (!hits.wanted || hits.asked !== words.value) {
      search();
      hits.asked = words.value;
    }
    toMatch(by);
  };
  byId("find").addEventListener("submit", (event) => {
    event.preventDefault();
    findNow(1);
  });
  byId("before").addEventListener("click", () => findNow(-1));
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.shiftKey) return;
    event.preventDefault();
    findNow(-1);
  });

  // The contents follow the reader

  const contents = document.querySelector(".contents details");
  if (matchMedia("(max-width: 56rem)").matches) contents.open = false;
  let current = null;
  let isDue = false;
  const mark = () => {
    isDue = false;
    const box = main.getBoundingClientRect();
    const under = document.elementFromPoint(box.left + 30, (parseFloat(root.style.scrollPaddingTop) || 0) + 20);
    const unit = under && under.closest(".u");
    if (!unit || unit === current) return;
    current = unit;
    for (const old of contents.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
    const link = contents.querySelector(`a[href="#${CSS.escape(unit.id)}"]`);
    if (!link) return;
    link.setAttribute("aria-current", "true");
    const frame = contents.parentElement;
    const [inner, outer] = [link.getBoundingClientRect(), frame.getBoundingClientRect()];
    if (inner.height && (inner.top < outer.top || inner.bottom > outer.bottom)) {
      frame.scrollTop += inner.top - outer.top - outer.height / 3;
    }
  };
  document.addEventListener(
    "scroll",
    () => {
      if (!isDue) requestAnimationFrame(mark);
      isDue = true;
    },
    { passive: true },
  );

  // Paper: changed provisions are printed whole, whatever was folded

  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...main.querySelectorAll(".fold:not([open])")].filter((fold) => !fold.closest(".run"));
    for (const fold of opened) fold.open = true;
    if (isBeside()) stops.forEach(setBeside);
  });
  window.addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });

  tell();
  if (location.hash) follow();
})();
