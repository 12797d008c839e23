
(() => {
  const view = document.querySelector(".routes");
  const table = view.querySelector("table");
  const form = view.querySelector(".filters");
  const search = document.getElementById("routes-search");
  const shown = view.querySelector(".shown");
  const chips = [...view.querySelectorAll("[data-filter]")];
  const selects = [...form.querySelectorAll("select")];
  const groups = [...table.tBodies];
  const words = new Map(groups.map((group) => [group, group.textContent.toLowerCase()]));

  function filter() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const group of groups) {
      const fits =
        selects.every((select) => !select.value || group.dataset[select.name] === select.value) &&
        wanted.every((word) => words.get(group).includes(word));
      group.hidden = !fits;
      count += fits;
    }
    shown.textContent = `${count} of ${groups.length} routes`;
    for (const chip of chips) {
      chip.setAttribute("aria-pressed", String(form.elements[chip.dataset.filter].value === "no"));
    }
  }

  function sort(column, head) {
    const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    const text = (group) => group.rows[0].cells[column].textContent.trim();
    const sorted = [...table.tBodies].sort(
      (a, b) => direction * text(a).localeCompare(text(b), "en", { numeric: true }),
    );
    table.append(...sorted);
  }

  function toggle(button) {
    const detail = document.getElementById(button.getAttribute("aria-controls"));
    detail.hidden = !detail.hidden;
    button.setAttribute("aria-expanded", String(!detail.hidden));
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  table.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const head = event.target.closest("thead th");
    if (button && head) sort(head.cellIndex, head);
    else if (button) toggle(button);
  });
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      const select = form.elements[chip.dataset.filter];
      select.value = select.value === "no" ? "" : "no";
      filter();
    });
  }
  filter(); // a browser that goes back restores what was chosen
})();
