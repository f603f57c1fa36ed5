"use strict";
/* The page is whole without this. It adds: the article beside the findings, filters, search, keys, and the state of
   all that in the address: #A1&quote=2&party=Norland. The first part is what is looked at: a finding (A1), a stretch of
   an article (t3-120), an article (s3) or a section; then the number of the quote, and the filters. */
(() => {
  const NAMED = 5; // articles that a search names
  const LIT = 500; // places of the search's words that are lit
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const entries = all(".entry");
  const form = byId("filters");
  const facets = form ? all("select", form).map((select) => select.name) : [];
  const texts = all(".text");
  const marks = new Map(); // "A1/2": the pieces of that quote in its article
  const refs = new Map(); // "A1": ["A1/1", "A1/2"], those that can be shown
  let state = { target: "", quote: 1, filters: {} };

  for (const mark of all(".quoted")) {
    for (const ref of mark.dataset.refs.split(" ")) marks.set(ref, [...(marks.get(ref) || []), mark]);
  }
  for (const entry of entries) {
    const shown = all(".to-quote", entry).map((link) => link.dataset.ref).filter((ref) => marks.has(ref));
    refs.set(entry.id, shown);
  }

  /* The state and the address. */

  function read(hash) {
    const parts = hash.replace(/^#/, "").split("&");
    const [target, ...rest] = parts[0].includes("=") ? ["", ...parts] : parts;
    const given = new URLSearchParams(rest.join("&"));
    const filters = {};
    for (const name of facets) if (known(name, given.get(name))) filters[name] = given.get(name);
    if (given.get("q")) filters.q = given.get("q");
    return { target: decoded(target), quote: Math.max(Math.trunc(Number(given.get("quote"))) || 1, 1), filters };
  }

  /* Whether a filter has that value: an address may come from another report. */
  const known = (name, value) => value && [...form.elements[name].options].some((option) => option.value === value);

  function decoded(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  function written({ target, quote, filters }) {
    const rest = new URLSearchParams(filters);
    if (quote > 1) rest.set("quote", quote);
    return "#" + [encodeURIComponent(target), ...(String(rest) ? [String(rest)] : [])].join("&");
  }

  function go(changes, { replace = false, move = true } = {}) {
    state = { ...state, quote: 1, ...changes };
    note(replace);
    show(move);
  }

  /* Each entry of the history knows what stood at the top of the window; a number of pixels would not do, as what was
     never seen has no known height. */
  function note(replace) {
    const address = written(state) === "#" ? location.pathname + location.search : written(state);
    try {
      if (!replace) history.replaceState(place(), "");
      history[replace ? "replaceState" : "pushState"](null, "", address);
    } catch { /* a page that was not opened at an address of its own has none to change */ }
  }

  function place() {
    const seen = entries.find((entry) => !entry.hidden && entry.getBoundingClientRect().bottom > 0);
    return { id: seen ? seen.id : "", top: seen ? seen.getBoundingClientRect().top : 0 };
  }

  function back({ id, top }, again = true) {
    const seen = byId(id);
    if (!seen) return;
    scrollBy(0, seen.getBoundingClientRect().top - top);
    if (again) requestAnimationFrame(() => back({ id, top }, false));
  }

  /* What is shown. */

  function show(move) {
    filter(true);
    light(move);
  }

  /* What is looked at stays visible whatever the filters say; `write` puts the words into the search as well. */
  function filter(write) {
    const looked = new Set([state.target, ...resting(byId(state.target))]);
    const words = searched();
    const wanted = facets.filter((name) => state.filters[name]);
    let count = 0;
    for (const entry of entries) {
      const fits = wanted.every((name) => (entry.dataset[name] || "").split("\n").includes(state.filters[name]))
        && words.every((word) => searchable(entry).includes(word));
      entry.hidden = !fits && !looked.has(entry.id);
      count += fits;
    }
    const narrowed = wanted.length > 0 || words.length > 0;
    for (const group of all(".group, .findings, .chapter")) {
      group.hidden = narrowed && !one(".entry:not([hidden])", group);
    }
    for (const section of all(".findings")) recount(section, narrowed);
    root.classList.toggle("narrowed", narrowed);
    for (const note of all(".notes [data-of]")) note.hidden = byId(note.dataset.of).hidden;
    if (!form) return;
    for (const name of facets) form.elements[name].value = state.filters[name] || "";
    if (write) form.elements.q.value = state.filters.q || "";
    const by = [...wanted.map((name) => state.filters[name]), ...(words.length ? [`“${state.filters.q}”`] : [])];
    const told = narrowed ? `${count} of ${entries.length} findings: ${by.join(", ")}` : `${entries.length} findings`;
    if (byId("shown").value !== told) byId("shown").value = told;
    elsewhere(words);
    highlight(words);
  }

  function recount(section, narrowed) {
    const count = one("h2 .aside", section);
    const whole = (count.dataset.all ||= count.textContent);
    const left = all(".entry:not([hidden])", section).length;
    count.textContent = narrowed ? `${left} of ${whole}` : whole;
  }

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
  const searched = () => folded(state.filters.q || "").split(/\s+/).filter(Boolean);
  const kept = new Map();

  /* The text of an article; of a finding its own words and quotes, without the names of their sources. */
  function searchable(element) {
    if (!kept.has(element)) {
      const parts = element.matches(".entry") ? all(".claim, .standing strong, .details, .words, q", element) : [element];
      kept.set(element, folded(parts.map((part) => part.textContent).join(" ")));
    }
    return kept.get(element);
  }

  /* Articles whose text has all the words, whether a finding rests on them or not. */
  function elsewhere(words) {
    const line = byId("elsewhere");
    const found = words.length ? texts.filter((text) => words.every((word) => searchable(text).includes(word))) : [];
    line.hidden = !words.length || !texts.length;
    line.replaceChildren(found.length ? "In the text of: " : "In the text of no article.");
    found.slice(0, NAMED).forEach((text, at) => line.append(at ? ", " : "", link(text.id, one("h2", text).textContent)));
    if (found.length > NAMED) line.append(` and ${found.length - NAMED} more`);
  }

  function highlight(words) {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("searched");
    const found = new Highlight();
    const shown = texts.filter((text) => text.classList.contains("shown"));
    for (const element of words.length ? [...shown, ...entries.filter((entry) => !entry.hidden)] : []) {
      for (const word of words) if (found.size < LIT) mark(element, word, found);
    }
    if (found.size) CSS.highlights.set("searched", found);
  }

  function mark(element, word, found) {
    if (!searchable(element).includes(word)) return;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = folded(walker.currentNode.data);
      if (text.length !== walker.currentNode.length) continue; // its places would be others
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        const here = walker.currentNode;
        const endOffset = Math.min(at + word.length, here.length);
        found.add(new StaticRange({ startContainer: here, startOffset: at, endContainer: here, endOffset }));
      }
    }
  }

  /* The finding or the words that are looked at, in the article. */
  function light(move) {
    for (const lit of all(".lit, .current, .chosen")) lit.classList.remove("lit", "current", "chosen");
    const target = state.target && byId(state.target);
    if (!target) return steps([], 0);
    if (target.matches(".entry")) return lightEntry(target, move);
    if (target.matches(".quoted")) return lightWords(target, move);
    if (target.matches(".text")) {
      open(target);
      byId("texts").scrollTop = 0;
      toWord(target);
      say(one("h2", target).textContent);
    } else if (move) target.scrollIntoView();
    return steps([], 0);
  }

  function lightEntry(entry, move) {
    entry.classList.add("chosen");
    const shown = refs.get(entry.id);
    const at = Math.min(state.quote, shown.length);
    for (const ref of shown) for (const mark of marks.get(ref)) mark.classList.add("lit");
    if (!shown.length) { bring(entry, move); return steps([], 0); }
    const current = marks.get(shown[at - 1]);
    const quoted = one(`[data-ref="${CSS.escape(shown[at - 1])}"]`, entry);
    const more = quoted.closest("details");
    if (more) more.open = true;
    quoted.classList.add("current");
    for (const mark of current) mark.classList.add("current");
    open(current[0].closest(".text"));
    bring(entry, move);
    scrollText(current[0]);
    return steps(shown, at, entry);
  }

  /* To the first place in an article that has a word of the search. */
  function toWord(text) {
    const words = searched();
    const found = words.length && all("p", text).find((paragraph) => folded(paragraph.textContent).includes(words[0]));
    if (!found) return;
    highlight(words);
    scrollText(found);
  }

  /* The findings that rest on some marked words. */
  function resting(words) {
    return words?.dataset.refs ? [...new Set(words.dataset.refs.split(" ").map((ref) => ref.split("/")[0]))] : [];
  }

  function lightWords(words, move) {
    const found = resting(words);
    open(words.closest(".text"));
    words.classList.add("current");
    for (const id of found) byId(id).classList.add("chosen");
    scrollText(words);
    bring(byId(found[0]), move);
    steps([], 0);
    const line = byId("where");
    line.replaceChildren(found.length === 1 ? "On these words rests " : "On these words rest ");
    found.forEach((id, at) => line.append(at ? ", " : "", link(id, one(".id", byId(id)).textContent)));
    say(line.textContent);
  }

  function link(id, text) {
    const made = document.createElement("a");
    made.href = "#" + encodeURIComponent(id);
    made.textContent = text;
    return made;
  }

  /* Scroll to a finding that was looked for, and to one that was clicked where the article lies over it. */
  function bring(entry, move) {
    const box = entry.getBoundingClientRect();
    const panel = byId("articles");
    const over = panel && getComputedStyle(panel).position === "fixed";
    const end = over ? panel.getBoundingClientRect().top : innerHeight;
    const seen = box.top >= 0 && (over ? Math.min(box.bottom, box.top + 60) : box.bottom) <= end;
    if (!seen && (move || over)) entry.scrollIntoView({ block: "start" });
  }

  function open(text) {
    for (const each of texts) each.classList.toggle("shown", each === text);
    byId("which").value = text.id;
    root.classList.add("reading");
  }

  function scrollText(mark) {
    const frame = byId("texts");
    const from = mark.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    frame.scrollTop += from - frame.clientHeight / 3;
  }

  function steps(shown, at, entry) {
    if (!texts.length) return;
    byId("before").disabled = at <= 1;
    byId("after").disabled = at >= shown.length;
    const line = byId("where");
    if (!entry) { line.textContent = "Click a finding, or marked words."; return; }
    const where = one(".current", byId("texts")).closest("[data-paragraph]");
    line.textContent = `${one(".id", entry).textContent}: quote ${at} of ${shown.length}`;
    const title = one("h2", one(".text.shown")).textContent;
    say(`${line.textContent}, ${title}, paragraph ${where ? where.dataset.paragraph : 1}`);
  }

  function say(words) { byId("said").textContent = words; }

  /* What a reader does. */

  function step(by) {
    const shown = refs.get(state.target);
    if (!shown || !shown.length) return;
    const at = Math.min(Math.max(state.quote + by, 1), shown.length);
    if (at !== state.quote) go({ quote: at }, { replace: true, move: false });
  }

  function walk(by) {
    const shown = entries.filter((entry) => !entry.hidden);
    if (!shown.length) return;
    const at = shown.findIndex((entry) => entry.classList.contains("chosen"));
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1)];
    go({ target: next.id }, { replace: true });
    one(".open", next).focus({ preventScroll: true });
  }

  function across() {
    const mark = one("#texts .current");
    const entry = entries.find((each) => each.classList.contains("chosen"));
    if (byId("texts")?.contains(document.activeElement) && entry) one(".open", entry).focus();
    else if (mark) mark.focus({ preventScroll: true });
  }

  function close() {
    root.classList.remove("reading");
    const entry = one(".entry.chosen");
    if (entry) one(".open", entry).focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const clicked = event.target.closest('a[href^="#"]');
    if (!clicked || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const href = clicked.getAttribute("href");
    const there = read(href);
    if (href.startsWith("#&")) go({ target: "", filters: { ...state.filters, ...there.filters } });
    else if (clicked.matches(".to-quote")) {
      const id = clicked.closest(".entry").id;
      go({ target: id, quote: refs.get(id).indexOf(clicked.dataset.ref) + 1 }, { move: false });
      if (event.detail === 0) one("#texts .current")?.focus({ preventScroll: true });
    } else if (clicked.matches(".quoted")) go({ target: clicked.id });
    else {
      go({ target: there.target }, { move: !clicked.matches(".open") });
      const target = byId(there.target);
      if (target?.matches(".entry")) one(".open", target).focus({ preventScroll: true });
      else if (target) {
        target.tabIndex = -1;
        target.focus({ preventScroll: true });
      }
    }
  });

  if (form) {
    form.hidden = false;
    form.addEventListener("change", chosen);
    form.elements.q.addEventListener("input", chosen);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const first = entries.find((entry) => !entry.hidden);
      if (first) go({ target: first.id });
    });
    form.addEventListener("reset", () => { form.elements.q.blur(); go({ target: "", filters: {} }, { move: false }); });
    byId("keys").addEventListener("click", () => byId("help").showModal());
  }

  function chosen() {
    const filters = {};
    for (const name of [...facets, "q"]) {
      const value = form.elements[name].value.trim();
      if (value) filters[name] = value;
    }
    // The search tells of a change again when it is left, which must not replace a link that is being clicked.
    if (written({ ...state, filters }) === written(state)) return;
    state = { ...state, filters };
    note(true);
    filter(false);
  }

  if (texts.length) {
    byId("which").addEventListener("change", (event) => go({ target: event.target.value }));
    byId("before").addEventListener("click", () => step(-1));
    byId("after").addEventListener("click", () => step(1));
    byId("close").addEventListener("click", close);
  }

  const keys = {
    j: () => walk(1), k: () => walk(-1), n: () => step(1), p: () => step(-1), a: across,
    "/": () => form?.elements.q.focus(), "?": () => byId("help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      else if (root.classList.contains("reading") && getComputedStyle(byId("articles")).position === "fixed") close();
      else if (Object.keys(state.filters).length) go({ filters: {}, quote: state.quote }, { move: false });
    } else if (!typing && keys[event.key] && (event.key === "?" || byId("single").checked)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  history.scrollRestoration = "manual";
  addEventListener("popstate", (event) => {
    state = read(location.hash);
    show(event.state === null);
    if (event.state) back(event.state);
  });

  if (texts.length) { texts[0].classList.add("shown"); }
  state = read(location.hash);
  show(true);
  root.dataset.ready = "yes";
})();
