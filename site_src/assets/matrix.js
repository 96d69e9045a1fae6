/* 责任矩阵：筛选（状态记在网址里，可以转发）、只列几个单位、按牵头数排列、行列高亮、展开各部分。没有脚本时，整张表照样可读。 */
(function () {
  "use strict";
  const box = document.querySelector("[data-matrix]");
  if (!box) return;
  const table = box.querySelector("table");
  const form = box.querySelector("form");
  const says = box.querySelector(".says");
  const [kindRow, headRow] = table.tHead.rows;
  const heads = [...headRow.cells];
  const kinds = [...kindRow.cells].slice(1).map((cell) => ({ cell, size: cell.colSpan }));
  const rows = [...table.querySelectorAll("tr[data-task]")];
  const totals = [...table.tFoot.rows];
  /* 每行各单位的格，按原来的次序；排列改变时这里不变 */
  const cells = new Map([...rows, ...totals].map((row) => [row, [...row.cells].slice(1)]));
  const column = new Map([heads, ...cells.values()].flatMap((of) => of.map((cell, index) => [cell, index])));
  const NAMES = Object.fromEntries([...form.elements.role.options].filter((role) => role.value).map((role) => [role.value, role.textContent]));
  const markOf = (cell) => Object.keys(NAMES).find((name) => cell.classList.contains(name)) || "";

  /* 各部分：先收起，点任务旁的按钮展开。 */
  const tasks = new Map();
  for (const row of rows) {
    if (row.classList.contains("part")) tasks.get(row.dataset.task).parts.push(row);
    else tasks.set(row.dataset.task, { row, parts: [], open: false });
  }
  for (const task of tasks.values()) {
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
  const SELECTS = ["document", "year", "chapter", "role", "light", "sort", "text"].filter((name) => form.elements[name]);
  const BOXES = ["dated", "nolead"];
  const units = [...form.querySelectorAll("input[name=unit]")];

  /* 这一行合不合条件；asked 是选了的单位的列。 */
  function fits(row, asked) {
    const { document: policy, year, chapter, role, light, text, dated, nolead } = form.elements;
    if (policy?.value && row.parentNode.dataset.document !== policy.value) return false;
    if (year?.value && row.parentNode.dataset.year !== year.value) return false;
    if (chapter.value && row.parentNode.dataset.chapter !== chapter.value) return false;
    if (light?.value && row.dataset.light !== light.value) return false;
    if (dated.checked && !("dated" in row.dataset)) return false;
    if (nolead.checked && !("nolead" in row.dataset)) return false;
    if (text.value.trim() && !tasks.get(row.dataset.task).row.cells[0].textContent.includes(text.value.trim())) return false;
    if (!asked.length && !role.value) return true;
    const own = cells.get(row);
    return (asked.length ? asked.map((index) => own[index]) : own).some((cell) => (role.value ? cell.classList.contains(role.value) : markOf(cell)));
  }

  function apply() {
    const chosen = new Set(units.filter((unit) => unit.checked).map((unit) => unit.value));
    const asked = [...heads.keys()].filter((index) => chosen.has(heads[index].dataset.unit));
    const listed = [];
    for (const { row, parts, open } of tasks.values()) {
      row.hidden = !fits(row, asked);
      if (!row.hidden) listed.push(row);
      /* 只有几个部分合条件的，不用展开也列出那几个部分 */
      const matching = row.hidden ? [] : parts.filter((part) => fits(part, asked));
      const some = matching.length < parts.length;
      for (const part of parts) part.hidden = !matching.includes(part) || !(open || some);
    }
    total(listed);
    arrange(asked.length ? asked : ofDocument());
    for (const body of table.tBodies) body.rows[0].hidden = ![...body.rows].slice(1).some((row) => !row.hidden);
    box.classList.toggle("some-units", asked.length > 0);
    box.querySelector("[data-units]").textContent = asked.length > 2 ? `${asked.length} 个` : asked.map((index) => heads[index].textContent).join("、") || "全部";
    const filtered = asked.length || [...new FormData(form)].some(([name, value]) => name !== "sort" && value.trim());
    form.querySelector("output").textContent = filtered ? `显示 ${listed.length} / ${tasks.size} 项` : "";
    address.write(form);
  }

  /* 选了一份文件、一年的，只列那里用到的单位。 */
  function ofDocument() {
    const asked = ["document", "year"].filter((name) => form.elements[name]?.value);
    const all = [...heads.keys()];
    if (!asked.length) return all;
    const own = rows.filter((row) => asked.every((name) => row.parentNode.dataset[name] === form.elements[name].value));
    return all.filter((index) => own.some((row) => markOf(cells.get(row)[index])));
  }

  /* 合计随筛选变：只数列出的任务（部分不另数）。 */
  function total(listed) {
    for (const foot of totals)
      cells.get(foot).forEach((cell, index) => {
        cell.textContent = listed.filter((row) => cells.get(row)[index].classList.contains(foot.dataset.mark)).length || "";
      });
  }

  /* 只列这几列，照单位名录的次序，或者牵头多的在前。 */
  const ranked = document.createElement("th");
  ranked.scope = "colgroup";
  ranked.className = "kind";
  ranked.setAttribute("role", "columnheader");
  ranked.textContent = "单位按牵头任务数从多到少";
  kindRow.append(ranked);
  let arranged = "";
  function arrange(shown) {
    const sorted = form.elements.sort.value === "lead";
    const leads = cells.get(totals.find((foot) => foot.dataset.mark === "lead") ?? totals[0]);
    const order = sorted ? [...shown].sort((a, b) => leads[b].textContent - leads[a].textContent || a - b) : shown;
    if (arranged === order.join() + sorted) return;
    arranged = order.join() + sorted;
    const rest = [...heads.keys()].filter((index) => !order.includes(index));
    for (const [row, own] of [[headRow, heads], ...cells]) {
      own.forEach((cell, index) => { cell.hidden = rest.includes(index); });
      row.append(...[...order, ...rest].map((index) => own[index]));
    }
    let first = 0;
    for (const { cell, size } of kinds) {
      const left = shown.filter((index) => index >= first && index < first + size).length;
      first += size;
      cell.hidden = sorted || !left;
      cell.colSpan = left || 1;
    }
    ranked.hidden = !sorted;
    ranked.colSpan = order.length;
    for (const chapter of table.querySelectorAll(".chapter th")) chapter.colSpan = order.length + 1;
    box.style.setProperty("--columns", order.length);
    box.classList.toggle("fewer", order.length < heads.length);
    fit();
  }

  function recall() {
    const state = address.read();
    for (const name of SELECTS) {
      form.elements[name].value = state.get(name) || "";
      if (form.elements[name].selectedIndex === -1) form.elements[name].value = "";
    }
    for (const name of BOXES) form.elements[name].checked = state.has(name);
    const chosen = (state.get("unit") || "").split(",");
    for (const unit of units) unit.checked = chosen.includes(unit.value);
    apply();
  }

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", recall);

  /* 选单位的单子：点到别处、按 Esc 就收起。 */
  const choice = form.querySelector("details");
  addEventListener("click", (event) => { if (!choice.contains(event.target)) choice.open = false; });
  choice.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    choice.open = false;
    choice.querySelector("summary").focus();
  });

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
  let lit = -1;
  function light(index) {
    if (index === lit) return;
    for (const each of [lit, index]) {
      if (each < 0) continue;
      heads[each].classList.toggle("hot", each === index);
      for (const row of rows) cells.get(row)[each].classList.toggle("hot", each === index);
    }
    lit = index;
  }
  function at(event) {
    const cell = event.target.closest("td, th");
    const index = column.get(cell) ?? -1;
    light(index);
    if (index >= 0 && cell.parentNode.dataset.task) say(cell, index);
  }
  function say(cell, index) {
    const link = document.createElement("a");
    const head = tasks.get(cell.parentNode.dataset.task).row.cells[0].querySelector("a");
    link.href = head.href;
    link.textContent = head.textContent;
    says.replaceChildren(`${heads[index].textContent}：${NAMES[markOf(cell)] || "未列入分工"}　`, link);
  }
  for (const kind of ["mouseover", "click", "focusin"]) table.addEventListener(kind, at);
  table.addEventListener("mouseleave", () => light(-1));

  recall();
})();
