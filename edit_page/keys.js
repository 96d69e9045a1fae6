/* Shortcuts: one table, from which they work and are listed. */

import { dialog, h } from "./dom.js";
import { refused } from "./state.js";

const STORED = "zeren-edit-keys";
/** Rows `[key, what it does, run]` in groups; a view lays its own over the page's. */
const groups = new Map();

/** Make `rows` the shortcuts everywhere. A key is `a`, `A` (with Shift) or `Ctrl+s`. */
export const everywhere = (rows) => groups.set(EVERYWHERE, rows);

/** Make `rows` those of the view that is shown, besides those everywhere. */
export function shortcuts(group, rows) {
  const before = groups.get(EVERYWHERE);
  groups.clear();
  groups.set(EVERYWHERE, before).set(group, rows);
}

const EVERYWHERE = "到处";

const single = () => localStorage.getItem(STORED) !== "off";

function written(event) {
  const control = event.ctrlKey || event.metaKey ? "Ctrl+" : "";
  return control + event.key;
}

const types = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
  const key = written(event);
  const plain = !event.ctrlKey && !event.metaKey;
  if (plain && key !== "Escape" && (types(event.target) || !single())) return;
  if (plain && (key === "Enter" || key === " ")) return; // they press the button that has the focus
  const row = [...groups.values()].flat().find(([wanted]) => wanted === key);
  if (!row || (!plain && types(event.target) && key !== "Ctrl+Enter")) return;
  event.preventDefault();
  queue = queue.then(() => row[2](event)).catch(refused);
});

/** What was pressed is done one after the other, each on what the one before it left. */
let queue = Promise.resolve();

/** What works within a control, where it has the focus. */
const WITHIN = [
  ["← →", "单位标签：移动焦点"],
  ["Shift+← →", "单位标签：调次序，到头就进相邻的角色"],
  ["e", "单位标签：写或去掉“等”"],
  ["Delete", "单位标签：去掉"],
  ["Ctrl+Enter", "表单：保存"],
  ["Esc", "表单：取消"],
];

/** All shortcuts, in a dialog. */
export function help() {
  return dialog("快捷键", (close) => [
    [...groups, ["填写时", WITHIN]].filter(([, rows]) => rows.length).map(([group, rows]) => [
      h("h3", {}, group),
      h(
        "dl.keys",
        {},
        rows.map(([key, what]) => h("div", {}, h("dt", {}, h("kbd", {}, /^[A-Z]$/.test(key) ? `Shift+${key}` : key)), h("dd", {}, what))),
      ),
    ]),
    h(
      "label.check",
      {},
      h("input", {
        type: "checkbox",
        checked: single(),
        onchange: (event) => localStorage.setItem(STORED, event.target.checked ? "on" : "off"),
      }),
      "用单键快捷键（填写时不起作用）",
    ),
    h("p.actions", {}, h("button", { type: "button", onclick: () => close(), autofocus: true }, "关闭")),
  ]);
}
