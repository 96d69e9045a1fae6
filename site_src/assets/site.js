/* Small comforts; every page can be read without them. */
(function () {
  "use strict";

  /* The theme's search box listens to the keyboard only: pasting with the mouse must search too. */
  function searchBox() {
    const dialog = document.querySelector(".md-search[role=dialog]");
    if (dialog) dialog.setAttribute("aria-label", "搜索");
    const input = document.querySelector(".md-search__input");
    if (input)
      input.addEventListener("input", () =>
        setTimeout(() => input.dispatchEvent(new Event("keyup", { bubbles: true })))
      );
  }

  /* 首页：输入几个字，只留下名称里有这几个字的单位；回车打开第一个。 */
  function finder(box) {
    const input = box.querySelector("input");
    const status = box.querySelector("[role=status]");
    const groups = [...box.querySelectorAll("section")];
    input.addEventListener("input", () => {
      const wanted = input.value.trim();
      let total = 0;
      for (const group of groups) {
        let shown = 0;
        for (const card of group.querySelectorAll("li")) {
          card.hidden = !card.dataset.names.includes(wanted);
          if (!card.hidden) shown += 1;
        }
        group.hidden = !shown;
        total += shown;
      }
      status.textContent = !wanted ? "" : total ? `${total} 个单位` : "没有这个单位，换两个字试试";
    });
    input.addEventListener("keydown", (event) => {
      const first = box.querySelector("section:not([hidden]) li:not([hidden]) a");
      if (event.key === "Enter" && input.value.trim() && first) location.href = first.href;
    });
  }

  /* 矩阵：指到一格，行列都亮。 */
  function matrix(table) {
    let lit = [];
    const light = (index) => {
      lit.forEach((cell) => cell.classList.remove("hot"));
      lit = index < 1 ? [] : [...table.rows].slice(1).map((row) =>
        row.cells.length === table.rows[1].cells.length ? row.cells[index - 1] : row.cells[index]
      ).filter(Boolean);
      lit.forEach((cell) => cell.classList.add("hot"));
    };
    const at = (event) => {
      const cell = event.target.closest("td, thead tr:nth-child(2) th");
      if (!cell) return light(0);
      light(cell.tagName === "TD" ? cell.cellIndex : cell.cellIndex + 1);
    };
    table.addEventListener("mouseover", at);
    table.addEventListener("focusin", at);
    table.addEventListener("mouseleave", () => light(0));
  }

  document.documentElement.classList.add("scripted");
  searchBox();
  document.querySelectorAll("[data-finder]").forEach(finder);
  document.querySelectorAll("table.matrix").forEach(matrix);
})();
