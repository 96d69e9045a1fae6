/* 责任矩阵：筛选（状态记在网址里，可以转发）、行列高亮、展开各部分。没有脚本时，整张表照样可读。 */
(function () {
  "use strict";
  const box = document.querySelector("[data-matrix]");
  if (!box) return;
  const table = box.querySelector("table");
  const form = box.querySelector("form");
  const says = box.querySelector(".says");
  const heads = [...table.tHead.rows[1].cells];
  const rows = [...table.querySelectorAll("tr[data-task]")];
  const NAMES = Object.fromEntries([...form.elements.role.options].filter((one) => one.value).map((one) => [one.value, one.textContent]));
  const markOf = (cell) => Object.keys(NAMES).find((name) => cell.classList.contains(name)) || "";

  /* 各部分：先收起，点任务旁的按钮展开。 */
  const parts = new Map();
  for (const row of rows) {
    if (row.classList.contains("part")) parts.get(row.dataset.task).parts.push(row);
    else parts.set(row.dataset.task, { row, parts: [], open: false });
  }
  for (const task of parts.values()) {
    if (!task.parts.length) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "unfold";
    task.unfold = (open) => {
      task.open = open;
      button.textContent = open ? "收起各部分" : `展开 ${task.parts.length} 个部分`;
      button.setAttribute("aria-expanded", open);
    };
    task.unfold(false);
    button.addEventListener("click", () => { task.unfold(!task.open); apply(); });
    task.row.cells[0].append(button);
  }

  /* 筛选 */
  const FIELDS = ["document", "chapter", "unit", "role", "text"].filter((name) => form.elements[name]);
  const BOXES = ["dated", "nolead"];

  function fits(row, column) {
    const { document: policy, chapter, unit, role, text, dated, nolead } = form.elements;
    if (policy?.value && row.parentNode.dataset.document !== policy.value) return false;
    if (chapter.value && row.parentNode.dataset.chapter !== chapter.value) return false;
    if (dated.checked && !("dated" in row.dataset)) return false;
    if (nolead.checked && !("nolead" in row.dataset)) return false;
    if (text.value.trim() && !parts.get(row.dataset.task).row.cells[0].textContent.includes(text.value.trim())) return false;
    const cells = unit.value ? [row.cells[column]] : [...row.cells].slice(1);
    if (unit.value || role.value) return cells.some((cell) => (role.value ? cell.classList.contains(role.value) : markOf(cell)));
    return true;
  }

  function apply() {
    const unit = form.elements.unit.value;
    const column = heads.findIndex((head) => head.dataset.unit === unit) + 1;
    let shown = 0;
    for (const { row, parts: below, open } of parts.values()) {
      row.hidden = !fits(row, column);
      if (!row.hidden) shown += 1;
      /* 只有几个部分合条件的，不用展开也列出那几个部分 */
      const matching = row.hidden ? [] : below.filter((part) => fits(part, column));
      const some = matching.length < below.length;
      for (const part of below) part.hidden = !matching.includes(part) || !(open || some);
    }
    total();
    for (const body of table.tBodies) body.rows[0].hidden = ![...body.rows].slice(1).some((row) => !row.hidden);
    heads.forEach((head, index) => head.classList.toggle("chosen", index + 1 === column));
    for (const row of rows) for (const cell of row.cells) cell.classList.toggle("chosen", !!column && cell.cellIndex === column);
    box.classList.toggle("one-unit", !!column);
    const filtered = [...new FormData(form).values()].some((value) => value.trim());
    form.querySelector("output").textContent = filtered ? `显示 ${shown} / ${parts.size} 项` : "";
    address.write(form);
  }

  /* 合计随筛选变：只数列出的任务（部分不另数）。 */
  const totals = [...table.tFoot.rows];
  function total() {
    for (const foot of totals) {
      [...foot.cells].slice(1).forEach((cell, index) => {
        let count = 0;
        for (const { row } of parts.values()) if (!row.hidden && row.cells[index + 1].classList.contains(foot.dataset.mark)) count += 1;
        cell.textContent = count || "";
      });
    }
  }

  function recall() {
    const state = address.read();
    for (const name of FIELDS) {
      form.elements[name].value = state.get(name) || "";
      if (form.elements[name].selectedIndex === -1) form.elements[name].value = "";
    }
    for (const name of BOXES) form.elements[name].checked = state.has(name);
    apply();
  }

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", recall);

  /* 整张表放得下（两边各让一像素的框线）时不在框里滚动，表头停在页头下面。 */
  const wrap = box.querySelector(".matrix-wrap");
  const header = document.querySelector(".md-header");
  function fit() {
    const stays = header && getComputedStyle(header).position === "sticky";
    box.style.setProperty("--header", `${stays ? header.offsetHeight : 0}px`);
    const below = document.documentElement.scrollHeight - (wrap.getBoundingClientRect().bottom + scrollY);
    box.style.setProperty("--footer", `${below}px`);
    wrap.classList.toggle("fits", table.offsetWidth <= wrap.clientWidth + 2);
  }
  const sizes = new ResizeObserver(fit);
  for (const element of [wrap, table, header]) if (element) sizes.observe(element);
  addEventListener("resize", fit);

  /* 行列高亮，并说出这一格是什么 */
  let lit = 0;
  function light(column) {
    if (column === lit) return;
    for (const index of [lit, column]) {
      if (index < 1) continue;
      heads[index - 1].classList.toggle("hot", index === column);
      for (const row of rows) row.cells[index].classList.toggle("hot", index === column);
    }
    lit = column;
  }
  function at(event) {
    const cell = event.target.closest("td, th");
    if (!cell) return light(0);
    const row = cell.parentNode;
    const column = heads.includes(cell) ? cell.cellIndex + 1 : cell.tagName === "TD" ? cell.cellIndex : 0;
    light(column);
    if (column && row.dataset.task) say(row, column);
  }
  function say(row, column) {
    const link = document.createElement("a");
    const head = parts.get(row.dataset.task).row.cells[0].querySelector("a");
    link.href = head.href;
    link.textContent = head.textContent;
    const what = NAMES[markOf(row.cells[column])] || "未列入分工";
    says.replaceChildren(`${heads[column - 1].textContent}：${what}　`, link);
  }
  for (const kind of ["mouseover", "click", "focusin"]) table.addEventListener(kind, at);
  table.addEventListener("mouseleave", () => light(0));

  recall();
})();
