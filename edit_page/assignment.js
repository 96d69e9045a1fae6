/* The units of a task or of a part of it: shown, confirmed, changed. */

import { unitChips } from "./chips.js";
import { h } from "./dom.js";
import { problemList } from "./problems.js";
import { preview } from "./preview.js";
import { save, state } from "./state.js";
import { saving, touched } from "./unsaved.js";

/** The record that a part number names: of the task itself where it is empty. */
const itemOf = (task, part) => (part ? task.parts.find((each) => each.number === part) : task);

/** The units of an item by key, in a copy. */
function unitsOf(item) {
  return Object.fromEntries(state.form.roles.map(({ key }) => [`${key}_units`, [...(item[`${key}_units`] || [])]]));
}

/** The chips of an item with what the document writes, what is wrong, and saving once something is changed. */
export function assignmentBody(part, problems) {
  const { task, number } = state.task;
  const item = itemOf(task, part);
  const units = unitsOf(item);
  const actions = () => [
    ...unknown(units).map((name) => ({ do: "add_unit", name })),
    { do: "task", policy: state.policy.id, task: number, part: part || undefined, set: cleaned(units) },
    { do: "accept", policy: state.policy.id, task: number, part },
  ];
  const outcome = h("div.outcome", { "aria-live": "polite" });
  const buttons = h(
    "p.actions",
    { hidden: true },
    h("button.main", { type: "button", onclick: () => saving(body, () => save(actions())) }, "保存责任分工"),
    h("button", { type: "button", onclick: () => body.replaceWith(assignmentBody(part, problems)) }, "还原"),
  );
  const look = preview(outcome, actions, ({ keys }) => !keys.length || keys.some((key) => /_units$|^clause$/.test(key)));
  const body = h(
    "div",
    {},
    item.clause && h("p.written", {}, "原文写作：", h("q", {}, item.clause)),
    unitChips(units, () => {
      buttons.hidden = false;
      touched(body);
      look();
    }),
    leaders(item),
    problemList(problems),
    outcome,
    buttons,
  );
  return body;
}

const leaders = (item) =>
  item.leaders?.length ? h("p.help", {}, "点名的领导：", item.leaders.map((leader) => leader.quote).join("；")) : null;

/** `set` for the keys: null removes one that is empty. */
const cleaned = (units) => Object.fromEntries(Object.entries(units).map(([key, list]) => [key, list.length ? list : null]));

/** Names among `units` that the registry lacks. */
function unknown(units) {
  const known = new Set((state.units?.units || []).flatMap((unit) => [unit.name]));
  const bare = Object.values(units)
    .flat()
    .map((name) => (known.has(name) || !name.endsWith(state.form.etc) ? name : name.slice(0, -state.form.etc.length)));
  return [...new Set(bare)].filter((name) => !known.has(name));
}
