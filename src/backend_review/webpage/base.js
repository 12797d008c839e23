
"use strict";
(() => {
  // What is kept, such as the theme, may be forbidden for local files.
  const kept = { get: () => null, set: () => {} };
  try {
    window.localStorage.getItem("theme");
    kept.get = (key) => window.localStorage.getItem(key);
    kept.set = (key, value) => window.localStorage.setItem(key, value);
  } catch { /* nothing is kept */ }

  const root = document.documentElement;
  const button = document.getElementById("theme");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const label = () => { button.textContent = dark() ? "Light" : "Dark"; button.title = `${button.textContent} colours`; };
  if (/^(light|dark)$/.test(kept.get("theme"))) root.dataset.theme = kept.get("theme");
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    kept.set("theme", root.dataset.theme);
    label();
  });
  system.addEventListener("change", label);
  label();
  button.hidden = false;

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const search = [...document.querySelectorAll("input[type=search]")].find((input) => input.checkVisibility());
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });
})();
