/* The task itself: its title, its words, its number and section, its place among the others. */

import { dialog, field, h } from "./dom.js";
import { preview } from "./preview.js";
import { goto, save, state } from "./state.js";
import { saving, touched } from "./unsaved.js";

const KEYS = [
  ["title", "标题"],
  ["heading", "标题在原文里的写法"],
  ["label", "序号在原文里的写法"],
  ["id", "固定的短名（网址用，定了不改）"],
];

/** What an action says of the task that is shown. */
const here = () => ({ policy: state.policy.id, task: state.task.number });

export function taskSettings() {
  return h(
    "details.more",
    { id: "settings" },
    h("summary", {}, "标题、章节、原文、次序"),
    settingsForm(),
    textForm(),
    h(
      "p.actions",
      {},
      h("button", { type: "button", onclick: insert }, "在这项之前插一项"),
      h("button", { type: "button", onclick: move }, "移到别处"),
      h("button", { type: "button", onclick: remove }, "删去这一项"),
    ),
  );
}

/** A form whose changes are told before they are saved. */
function changeForm(controls, actions) {
  const outcome = h("div.outcome", { "aria-live": "polite" });
  const look = preview(outcome, actions, (problem) => problem.keys[0] !== "draft");
  const form = h(
    "form",
    {
      oninput: () => {
        touched(form);
        if (actions().length) look();
      },
      onsubmit: (event) => {
        event.preventDefault();
        if (actions().length) saving(form, () => save(actions()));
      },
    },
    controls,
    outcome,
    h("p.actions", {}, h("button.main", { type: "submit" }, "保存")),
  );
  return form;
}

function settingsForm() {
  const { task } = state.task;
  const inputs = KEYS.map(([key, label]) => {
    const input = h("input", { type: "text", name: key, value: task[key] ?? "", autocomplete: "off" });
    return { key, label, input };
  });
  const section = h(
    "select",
    { name: "section", value: task.section },
    state.policy.outline.map(({ key, title }) => h("option", { value: key }, `${key}　${title}`)),
  );
  const actions = () => {
    const set = {};
    for (const { key, input } of [...inputs, { key: "section", input: section }]) {
      if (input.value.trim() !== (task[key] ?? "")) set[key] = input.value.trim() || null;
    }
    return Object.keys(set).length ? [{ do: "task", ...here(), set }] : [];
  };
  return changeForm([inputs.map(({ key, label, input }) => field(label, input, { key })), field("所在章节", section, { key: "section" })], actions);
}

function textForm() {
  const { task } = state.task;
  const area = (name, text) => h("textarea", { rows: 8, name, value: text ?? "" });
  const own = task.text ? area("text", task.text) : null;
  const parts = (task.parts || []).map((part) => [part, area(`part-${part.number}`, part.text)]);
  const actions = () => {
    const action = { do: "text", ...here() };
    if (own && own.value !== task.text) action.text = own.value;
    const changed = parts.filter(([part, control]) => control.value !== part.text);
    if (changed.length) action.parts = Object.fromEntries(changed.map(([part, control]) => [part.number, control.value]));
    return action.text || action.parts ? [action] : [];
  };
  return changeForm(
    [
      own && field("原文", own, { help: "一字不差，一句一行。文件修订了才改；改了以后，引文不在了的会列出来。", key: "text" }),
      parts.map(([part, control]) => field(`部分（${part.number}）的原文`, control, { key: "text" })),
    ],
    actions,
  );
}

/** Ask before something that concerns other tasks too, with what it changes; saves, and goes to `next`. */
async function confirmed(heading, controls, actions, next) {
  const agreed = await dialog(heading, (close) => {
    const outcome = h("div.outcome", { "aria-live": "polite" });
    const look = preview(outcome, actions);
    look();
    return h(
      "form",
      {
        oninput: look,
        onsubmit: (event) => {
          event.preventDefault();
          close(true);
        },
      },
      controls,
      outcome,
      h("p.actions", {}, h("button.main", { type: "submit" }, "就这样"), h("button", { type: "button", autofocus: true, onclick: () => close(null) }, "取消")),
    );
  });
  if (agreed && (await save(actions()))) await goto(...next());
}

const overview = () => [state.policy.id, "tasks"];

function insert() {
  const title = h("input", { type: "text", required: true, autocomplete: "off" });
  const text = h("textarea", { rows: 6, required: true });
  const { number, task } = state.task;
  const actions = () => [
    { do: "insert_task", policy: state.policy.id, before: number, task: { title: title.value.trim() || "（标题）", section: task.section, text: text.value.trim() || "（原文）" } },
  ];
  return confirmed("插一项", [field("标题", title), field("原文", text, { help: "一句一行" })], actions, overview);
}

function move() {
  const { number } = state.task;
  const before = h(
    "select",
    {},
    state.policy.tasks.filter((line) => line.number !== number).map((line) => h("option", { value: line.number }, `${line.label} ${line.title} 之前`)),
    h("option", { value: "" }, "最后"),
  );
  return confirmed("移到别处", field("移到", before), () => [{ do: "move_task", ...here(), before: before.value || null }], overview);
}

const remove = () => confirmed("删去这一项", h("p", {}, state.task.task.title), () => [{ do: "remove_task", ...here() }], overview);
