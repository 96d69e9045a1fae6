/* 责任矩阵：把现在列出的样子（行、列、次序、合计）导出为 Excel。 */
(function () {
  "use strict";
  const box = document.querySelector("[data-matrix]");
  if (!box) return;
  const table = box.querySelector("table");
  const form = box.querySelector("form");
  const [kindRow, headRow] = table.tHead.rows;
  const shown = (cells) => [...cells].filter((cell) => !cell.hidden);
  const words = (element) => element?.textContent.trim() ?? "";
  const number = (text) => (/^[0-9]+$/.test(text) ? Number(text) : text);
  const several = !!form.elements.document;

  /* 任务一格里的：序号、标题（部分没有标题）和状态、哪份文件。 */
  function lead(row) {
    const head = row.cells[0];
    const link = head.querySelector("a");
    const label = words(link ? link.querySelector("b") : head.querySelector("span"));
    const title = link ? words(link).slice(label.length).trim() : "";
    const marks = [...head.querySelectorAll(".status, .light, .unconfirmed")].map((mark) => `（${words(mark)}）`).join("");
    const of = several ? [{ value: words(head.querySelector(".of-document")) }] : [];
    return [{ value: number(label), look: "sign" }, { value: title + marks }, ...of];
  }

  function made() {
    const before = several ? 3 : 2;
    const heads = shown(headRow.cells);
    const across = before + heads.length;
    const longest = Math.max(...heads.map((cell) => [...words(cell)].length), 4);
    const rows = [
      { cells: [{ value: words(table.caption), look: "title", span: across }], height: 26 },
      { cells: [{ value: [[...box.querySelector(".legend").children].map(words).join("　"), address.words(form)].filter(Boolean).join("　"), look: "note", span: across }], height: 30 },
      { cells: [...Array.from({ length: before }, () => ({ look: "head" })), ...shown(kindRow.cells).slice(1).map((cell) => ({ value: words(cell), look: "head", span: cell.colSpan }))], height: heads.length < 8 ? 42 : 28 },
      { cells: [..."序号 任务 文件".split(" ").slice(0, before).map((value) => ({ value, look: "head" })), ...heads.map((cell) => ({ value: words(cell), look: "upright" }))], height: 14 * longest + 6 },
    ];
    for (const row of table.querySelectorAll("tbody tr, tfoot tr")) {
      if (row.hidden || row.parentNode.hidden) continue;
      if (row.classList.contains("chapter")) rows.push({ cells: [{ value: words(row), look: "band", span: across }] });
      else if (row.parentNode === table.tFoot)
        rows.push({ cells: [{ value: words(row.cells[0]), look: "band", span: before }, ...shown(row.cells).slice(1).map((cell) => ({ value: number(words(cell)), look: "sign" }))] });
      else rows.push({ cells: [...lead(row), ...shown(row.cells).slice(1).map((cell) => ({ value: words(cell), look: "sign" }))] });
    }
    const widths = [8, 44, ...(several ? [18] : []), ...heads.map(() => 5)];
    return { name: "责任矩阵", rows, widths, frozen: 4, across: before };
  }

  form.querySelector("[data-export]").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(xlsx(made()));
    link.download = "责任矩阵.xlsx";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
})();
