/* Forms with changes that are not saved yet: nothing that would throw them away happens without asking. */

import { dialog, h } from "./dom.js";

/** Note that the form `element` holds changes; until it is saved, or taken off the page. */
export const touched = (element) => (element.dataset.unsaved = "");

/** Run `save` for the form `element`, whose changes are unsaved again where that is refused. */
export async function saving(element, save) {
  delete element.dataset.unsaved;
  const saved = await save();
  if (!saved) touched(element);
  return saved;
}

const unsaved = () => document.querySelector("[data-unsaved]");

/** Whether the page may show something else: nothing is unsaved, or the user gives it up. */
export async function mayLeave() {
  const form = unsaved();
  if (!form) return true;
  const left = await dialog("有没有保存的改动", (close) => [
    h("p", {}, "离开这里，表单里改了还没有保存的就不要了。"),
    h(
      "p.actions",
      {},
      h("button.main", { type: "button", autofocus: true, onclick: () => close(false) }, "留下来"),
      h("button", { type: "button", onclick: () => close(true) }, "不要了"),
    ),
  ]);
  if (left) for (const each of document.querySelectorAll("[data-unsaved]")) delete each.dataset.unsaved;
  return Boolean(left);
}

addEventListener("beforeunload", (event) => unsaved() && event.preventDefault());
