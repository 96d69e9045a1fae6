/* 责任矩阵：单位多得一张纸放不下的，打印时分成几段，每段都有任务一栏，一列也不丢。 */
(function () {
  "use strict";
  const MOST = 60; /* 一张 A3 横放的纸上，字还看得清的列数 */
  const box = document.querySelector("[data-matrix]");
  if (!box) return;
  const table = box.querySelector("table");
  const headRow = table.tHead.rows[1];
  const shown = (cells) => [...cells].filter((cell) => !cell.hidden);

  /* 整张表的一份，只留第 from 到 to 列（从 0 数）。 */
  function band(from, to) {
    const copy = table.cloneNode(true);
    const [kinds, heads] = copy.tHead.rows;
    for (const row of [heads, ...copy.querySelectorAll("tr[data-task], tfoot tr")]) {
      const cells = shown(row.cells).slice(row === heads ? 0 : 1);
      cells.forEach((cell, index) => { if (index < from || index >= to) cell.remove(); });
    }
    let first = 0;
    for (const cell of shown(kinds.cells).slice(1)) {
      const left = Math.min(first + cell.colSpan, to) - Math.max(first, from);
      first += cell.colSpan;
      if (left > 0) cell.colSpan = left;
      else cell.remove();
    }
    for (const chapter of copy.querySelectorAll(".chapter th")) chapter.colSpan = to - from + 1;
    return copy;
  }

  let bands;
  addEventListener("beforeprint", () => {
    const columns = shown(headRow.cells).length;
    const pieces = Math.ceil(columns / MOST);
    if (pieces < 2) return;
    const size = Math.ceil(columns / pieces);
    bands = document.createElement("div");
    bands.className = "bands";
    bands.style.setProperty("--columns", size);
    bands.append(...Array.from({ length: pieces }, (_, index) => band(index * size, Math.min((index + 1) * size, columns))));
    table.after(bands);
    table.hidden = true;
  });
  addEventListener("afterprint", () => {
    bands?.remove();
    bands = undefined;
    table.hidden = false;
  });
})();
