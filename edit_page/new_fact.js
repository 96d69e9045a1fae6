/* A fact that is added to a task: of words that are picked, or that nobody accounts for yet. */

import { field, h, put, tell } from "./dom.js";
import { factEditor } from "./facts.js";
import { readings } from "./pick.js";
import { assign, refused, state } from "./state.js";

/** Open, in the list of its kind, the form of a fact whose `record` has a quote; else the words to pick one from. */
export function openForm(name, record, closed) {
  const room = document.querySelector(`[data-adding="${name}"]`);
  const close = () => {
    room.replaceChildren();
    closed();
  };
  if (record.quote) {
    put(room, factEditor(name, null, record, close));
    room.querySelector("input, textarea, select:not([name=field])")?.focus();
  } else {
    put(room, wordsPicker(name, close, closed));
    room.querySelector("textarea").focus();
  }
  room.scrollIntoView({ block: "nearest" });
}

/** The task's text, in which words are selected by key: Shift and the arrows. */
function wordsPicker(name, close, closed) {
  const { task } = state.task;
  const texts = [task.title, task.text, ...(task.parts || []).map((part) => part.text), task.closing];
  const text = texts.filter(Boolean).join("\n");
  const area = h("textarea", {
    rows: 6,
    value: text,
    "aria-readonly": "true", // with `readonly` browsers have no caret to select by
    onbeforeinput: (event) => event.preventDefault(),
    oninput: () => (area.value = text),
  });
  area.setSelectionRange(0, 0);
  const take = async () => {
    const words = text.slice(area.selectionStart, area.selectionEnd);
    if (!words.trim()) return tell("先在原文里选中要记的字", true);
    try {
      const { proposals } = await readings(state.task.number, words, text.slice(Math.max(0, area.selectionStart - 40), area.selectionStart));
      const read = proposals.find((proposal) => proposal.field === name);
      return openForm(name, read ? read.record : { quote: words }, closed);
    } catch (error) {
      return refused(error);
    }
  };
  return h(
    "div.editor",
    {
      onkeydown: (event) => {
        if (event.key === "Escape") close();
        if (event.key === "Enter") {
          event.preventDefault();
          if (event.target === area) take();
          else event.target.click();
        }
      },
    },
    field("选中说的是它的那几个字（按住 Shift 用方向键；也可以直接在左边选）", area),
    h(
      "p.actions",
      {},
      h("button.main", { type: "button", onclick: take }, "读选中的字"),
      h("button", { type: "button", onclick: close }, "取消"),
    ),
  );
}

/** Words of the task that nobody accounts for: figures, times, what looks like an assignment; `openNew` takes up one. */
export function openWords(openNew) {
  const { number } = state.task;
  const open = state.policy.document.flatMap((runs) => unaccounted(runs, number));
  if (!open.length) return null;
  const take = async ({ clause, before }) => {
    try {
      const [first] = (await readings(number, clause, before)).proposals;
      openNew(first.field, first.record);
    } catch (error) {
      refused(error);
    }
  };
  return h(
    "section",
    { "aria-labelledby": "open-words" },
    h("h2", { id: "open-words" }, "没有归类的"),
    h(
      "ul.open-words",
      {},
      open.map((each) =>
        h(
          "li",
          {},
          h(`mark.${each.kind}`, { data: { sign: "？" } }, each.words),
          each.kind === "assignment"
            ? h("button.small", { type: "button", onclick: () => assign(number, each.words, each.place) }, "记为责任分工")
            : h("button.small", { type: "button", onclick: () => take(each), "aria-label": `给“${each.words}”归类` }, "归类"),
        ),
      ),
    ),
  );
}

/** The figures and assignments of a paragraph that nobody accounts for, each with the clause that it stands in. */
function unaccounted(runs, number) {
  const whole = runs.map((run) => run.text).join("");
  const open = [];
  let at = 0;
  for (const run of runs) {
    const mark = run.task === number && run.marks.find(({ kind }) => kind === "figure" || kind === "assignment");
    const last = open.at(-1);
    if (mark && last?.kind === mark.kind && last.end === at) last.end += run.text.length;
    else if (mark) open.push({ kind: mark.kind, place: mark.keys, start: at, end: at + run.text.length });
    at += run.text.length;
  }
  return open.map(({ kind, place, start, end }) => {
    const first = whole.slice(0, start).search(/[^，；。：（）]*$/);
    const clause = whole.slice(first, end) + whole.slice(end).match(/^[^，；。（）]*/)[0];
    return { kind, place, words: whole.slice(start, end), clause, before: whole.slice(Math.max(0, first - 40), first) };
  });
}
