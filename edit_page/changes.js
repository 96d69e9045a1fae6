/* What was changed, in the words of `diff`; earlier states, and the commit where there is git. */

import { address, get, post } from "./api.js";
import { field, h, put, tell } from "./dom.js";
import { shortcuts } from "./keys.js";
import { refused, restore, state } from "./state.js";

export async function showChanges(work) {
  const [told, { states }] = await Promise.all([get(address(["changes"])), get(address(["history"]))]);
  shortcuts("改动与历史", []);
  put(work, 
    h("h1", {}, "改动与历史"),
    h("h2", {}, `${told.since}以来的改动`),
    changeLines(told) || h("p", {}, "没有改动。"),
    state.project.git && told.changes.length > 0 && commitForm(told.message),
    h("h2", {}, "以前的状态"),
    h("p.help", {}, "每次保存留一份，最多五十份；可以整个退回去。"),
    h(
      "ol.history",
      {},
      states.map(({ id, when, message }) =>
        h("li", {}, h("time", {}, when), " ", message, " ", h("button", { type: "button", onclick: () => restore(id) }, "退回到这时")),
      ),
    ),
  );
}

/** The changes, and what they mean for units; nothing where there are none. */
export function changeLines({ changes = [], units = [] }) {
  if (!changes.length && !units.length) return null;
  return h(
    "div.changes",
    {},
    h("ul", {}, changes.map((line) => h("li", {}, line))),
    units.length > 0 && h("p.help", {}, `牵涉的单位：${units.map((unit) => unit.name).join("、")}`),
  );
}

function commitForm(message) {
  const words = h("textarea", { rows: 4, value: message || "" });
  const done = async () => {
    try {
      const { commit } = await post("/api/commit", { message: words.value });
      tell(`已提交：${commit}`);
    } catch (error) {
      refused(error);
    }
  };
  return [
    field("提交说明", words, { help: "用 git 记下这些改动。" }),
    h("p.actions", {}, h("button.main", { type: "button", onclick: done }, "提交")),
  ];
}
