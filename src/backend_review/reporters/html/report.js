
(() => {
  const $ = (id) => document.getElementById(id);

  // Parts of the report, as tabs.
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const panelOf = (tab) => $(tab.getAttribute("aria-controls"));
  function show(chosen) {
    for (const tab of tabs) {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      panelOf(tab).hidden = !on;
    }
    scrollable(panelOf(chosen));
  }
  // Code that is wider than its frame can be scrolled by keyboard.
  function scrollable(part) {
    for (const code of part.querySelectorAll("pre")) if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
  }
  document.addEventListener("toggle", (event) => event.target.open && scrollable(event.target), true);
  const tablist = document.querySelector("[role=tablist]");
  tablist.hidden = false;
  tablist.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) show(tab);
  });
  tablist.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = tabs.indexOf(document.activeElement);
    const next = step ? tabs[(at + step + tabs.length) % tabs.length]
      : { Home: tabs[0], End: tabs[tabs.length - 1] }[event.key];
    if (!next) return;
    event.preventDefault();
    show(next);
    next.focus();
  });

  // Links within the page open what they lead to.
  function follow() {
    const target = location.hash.length > 1 ? $(decodeURIComponent(location.hash.slice(1))) : null;
    const panel = target && target.closest("[role=tabpanel]");
    if (!panel) return;
    show($(panel.getAttribute("aria-labelledby")));
    if (target.matches("details")) {
      if (target.hidden) form.reset();
      setTimeout(() => { // after the form has been filtered anew
        target.open = true;
        target.scrollIntoView({ block: "center" });
        target.querySelector("summary").focus({ preventScroll: true });
      });
    } else {
      target.scrollIntoView();
      target.focus({ preventScroll: true });
    }
  }
  window.addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) follow(); // no change, no event
  });

  show(tabs[0]);
  const form = document.querySelector("#findings .filters");
  if (!form) return follow(); // there are no findings

  const findings = [...document.querySelectorAll(".finding")];
  const files = [...document.querySelectorAll(".file")];
  const search = $("search");
  const shown = document.querySelector("#findings .shown");
  const selects = [...form.querySelectorAll("select")];
  const chips = [...document.querySelectorAll("#findings button[data-field]")];
  const ranks = ["low", "medium", "high"];
  const words = new Map(); // filled when something is searched for first
  const wordsOf = (finding) => {
    if (!words.has(finding)) words.set(finding, `${finding.dataset.path} ${finding.textContent}`.toLowerCase());
    return words.get(finding);
  };

  const tests = {
    confidence: (have, want) => ranks.indexOf(have) >= ranks.indexOf(want),
    fix: (have, want) => have === want || (want === "yes" && have === "safe"),
  };
  const fitting = (have, name, want) => (tests[name] ? tests[name](have, want) : have === want);

  function filter() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const path = form.elements.path.value.trim().toLowerCase();
    const chosen = selects.filter((select) => select.value);
    let count = 0;
    for (const finding of findings) {
      const fits =
        chosen.every((select) => fitting(finding.dataset[select.name], select.name, select.value)) &&
        (!path || finding.dataset.path.toLowerCase().includes(path)) &&
        wanted.every((word) => wordsOf(finding).includes(word));
      if (finding.hidden === fits) finding.hidden = !fits;
      count += fits;
    }
    for (const file of files) {
      const number = file.querySelectorAll(".finding:not([hidden])").length;
      file.hidden = !number;
      file.querySelector("small").textContent = number;
    }
    shown.textContent = `${count} of ${findings.length} findings`;
    $("none").hidden = count > 0;
    for (const chip of chips) {
      chip.setAttribute("aria-pressed", String(form.elements[chip.dataset.field].value === chip.dataset.value));
    }
  }

  let waiting = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(filter);
  });
  form.addEventListener("reset", () => setTimeout(filter));
  document.addEventListener("click", (event) => {
    const chip = event.target.closest("button[data-field]");
    if (!chip) return;
    const select = form.elements[chip.dataset.field];
    const elsewhere = !chips.includes(chip);
    if (elsewhere) form.reset();
    select.value = !elsewhere && select.value === chip.dataset.value ? "" : chip.dataset.value;
    filter();
    if (elsewhere) {
      setTimeout(() => { // a reset form says so later
        select.value = chip.dataset.value;
        filter();
      });
      show(tabs[0]);
      tabs[0].focus();
    }
  });

  const all = $("all");
  all.hidden = false;
  all.addEventListener("click", () => {
    const open = all.getAttribute("aria-pressed") !== "true";
    for (const finding of findings) if (!finding.hidden) finding.open = open;
    all.setAttribute("aria-pressed", String(open));
    all.textContent = open ? "Close all" : "Open all";
  });

  document.addEventListener("keydown", (event) => {
    if (event.target === search && event.key === "Escape" && search.value) {
      search.value = "";
      filter();
      return;
    }
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    const step = { j: 1, k: -1 }[event.key];
    if (!step || typing || event.ctrlKey || event.metaKey || event.altKey || $("findings").hidden) return;
    const visible = findings.filter((finding) => !finding.hidden);
    const current = document.activeElement.closest(".finding");
    const at = visible.indexOf(current);
    const next = visible[at < 0 ? 0 : Math.min(visible.length - 1, Math.max(0, at + step))];
    if (!next) return;
    event.preventDefault();
    next.querySelector("summary").focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  });

  // On paper everything that is shown is open.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = findings.filter((finding) => !finding.hidden && !finding.open);
    for (const finding of opened) finding.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const finding of opened) finding.open = false;
  });

  filter(); // a browser that goes back restores what was chosen
  follow();
})();
