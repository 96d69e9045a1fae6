/* A task as a form: its units, its facts, what is wrong with each; confirmed card by card, with the mouse or by key. */

import { assignmentBody } from "./assignment.js";
import { h, put } from "./dom.js";
import { reporting } from "./deciding.js";
import { light } from "./document.js";
import { accept, acceptTask, alike, factBody, factEditor, reject, remove } from "./facts.js";
import { shortcuts } from "./keys.js";
import { openForm, openWords } from "./new_fact.js";
import { nextTask } from "./overview.js";
import { takePicked } from "./pick.js";
import { problemList } from "./problems.js";
import { goto, hash, loadTask, loadUnits, state } from "./state.js";
import { taskSettings } from "./settings.js";
import { FIELDS } from "./words.js";

const pane = document.getElementById("document");
/** The card that has the focus: which of the task's cards it is, to be found again after a save. */
let cursor = { task: "", index: 0 };
let cards = [];

export async function showTask(work, [number, ...place], kept) {
  const id = state.policy.id;
  if (!state.policy.tasks.some((line) => line.number === number)) return goto(id, "tasks");
  if (!state.units || state.units.policy !== id || kept) Object.assign(await loadUnits(id), { policy: id });
  await loadTask(id, number);
  if (cursor.task !== number) cursor = { task: number, index: 0 };
  const line = state.policy.tasks.find((each) => each.number === number);
  cards = [];
  put(work, head(line), loose(), openWords(openNew), assignments(), ...Object.keys(FIELDS).map(factList), reporting(), taskSettings());
  keys();
  const picked = takePicked(number);
  if (picked) openNew(picked.field, picked.record);
  else if (place.length && !kept) focusPlace(place);
  else if (kept) focusCard(cards.findIndex((card, index) => index >= cursor.index && card.draft), true);
  else focusCard(cards.findIndex((card) => card.draft), true);
}

function head(line) {
  const { id, tasks } = state.policy;
  const at = tasks.indexOf(line);
  const link = (other, name) => other && h("a", { href: hash(id, "task", other.number) }, name);
  const left = line.total - line.done;
  return h(
    "header.task",
    {},
    h("h1", {}, h("span.number", {}, line.label), line.title),
    h(
      "p.actions",
      {},
      left > 0
        ? h("button.main", { type: "button", onclick: acceptAll, title: "Shift+A" }, `接受本项全部（${left} 处）`)
        : h("span.fine", {}, "✓ 本项已核完"),
      nextTask(line.number) &&
        h("button", { id: "next", type: "button", onclick: toNext, title: "N" }, "下一项没有核完的"),
      link(tasks[at - 1], "‹ 上一项"),
      link(tasks[at + 1], "下一项 ›"),
    ),
    line.doubts.length > 0 && h("p.notice", {}, `疑问：${line.doubts.join("；")}`),
  );
}

/** Problems that belong to no card. */
function loose() {
  const own = state.task.problems.filter(({ keys: [first] }) => !(first in FIELDS) && first !== "parts" && !/_units$|^clause$|^draft$/.test(first ?? ""));
  return problemList(own) || "";
}

// ---------------------------------------------------------------- cards

/** Whether the fact at `place` may be one of the other figures: a deliverable is none, it is only deleted. */
const isFigure = (place) => place.field !== "deliverables";

/** A card that is confirmed as a whole; `place` is what an action says of it, `keys` where its records stand. */
function card({ label, place, keys: own, draft, body, edit = null }) {
  const index = cards.length;
  const buttons = [
    (draft || state.policy.draft) && h("button.accept", { type: "button", onclick: () => decide(index, accept), title: "A", disabled: !draft }, draft ? "接受" : "✓ 已核"),
    edit && h("button.small", { type: "button", onclick: () => open(index), title: "E" }, "修改"),
    edit && isFigure(place) && h("button.small", { type: "button", onclick: () => decide(index, reject), title: "X" }, place.field === "other_figures" ? "改理由" : "改列其他数字"),
    edit && h("button.small", { type: "button", onclick: () => decide(index, remove), title: "Delete" }, "删去"),
    edit && draft && h("button.small", { type: "button", onclick: () => decide(index, alike), title: "S" }, "同样的……"),
  ];
  const element = h(
    `div.card${draft ? ".draft" : ""}`,
    {
      tabindex: "-1",
      role: "group",
      "aria-label": `${label}${draft ? "，待核" : "，已核"}`,
      onfocusin: () => point(index),
      onclick: () => point(index),
    },
    h("p.state", {}, h("b", {}, label), draft && h("span.badge", {}, "待核")),
    h("div.body", {}, body),
    h("p.actions", {}, buttons),
  );
  cards.push({ element, place, keys: own, draft, edit });
  return element;
}

function assignments() {
  const { task } = state.task;
  const units = state.form.roles.map(({ key }) => `${key}_units`);
  const has = (item) => units.some((key) => item[key]?.length);
  const shared = !task.parts?.some(has);
  const items = [[task, ""], ...(task.parts || []).map((part) => [part, part.number])];
  const shown = items.filter(([item, part]) => has(item) || item.draft || (part ? !shared : shared));
  return h(
    "section",
    { "aria-labelledby": "assignments" },
    h("h2", { id: "assignments" }, "责任分工"),
    h(
      "div.cards",
      {},
      shown.map(([item, part]) => {
        const index = part ? task.parts.indexOf(item) : -1;
        const prefix = part ? ["parts", index] : [];
        const own = [...units, "leaders", "clause"].map((key) => [...prefix, key]);
        const problems = state.task.problems.filter(({ keys: found }) => own.some((place) => place.every((key, at) => found[at] === key)));
        return card({
          label: part ? `部分（${part}）的责任分工` : "责任分工",
          place: { part },
          keys: own,
          draft: Boolean(item.draft) && item.draft !== "false",
          body: [part && h("p.text", {}, item.text), assignmentBody(part, problems)],
        });
      }),
    ),
  );
}

function factList(name) {
  const facts = state.task.facts[name] || [];
  const { name: label } = FIELDS[name];
  return h(
    "section",
    { "aria-labelledby": `list-${name}` },
    h(
      "h2",
      { id: `list-${name}` },
      label,
      h("span.count", {}, `${facts.length} 条`),
      h("button.small", { type: "button", onclick: () => openNew(name, {}), "aria-label": `添加${label}` }, "＋ 添加"),
    ),
    h("div", { data: { adding: name } }),
    h(
      "div.cards",
      {},
      facts.map((fact, index) =>
        card({
          label: `${label} ${index + 1}`,
          place: { field: name, index },
          keys: [[name, index]],
          draft: fact.draft,
          body: factBody(name, fact),
          edit: (close) => factEditor(name, index, fact.record, close),
        }),
      ),
    ),
  );
}

// ---------------------------------------------------------------- going from card to card

function point(index) {
  if (cards[index] === undefined) return;
  cursor.index = index;
  cards.forEach((card, other) => card.element.classList.toggle("at", other === index));
  light(pane, state.task.number, cards[index].keys);
}

function focusCard(index, orNext = false) {
  if (cards[index]) {
    cards[index].element.focus({ preventScroll: true });
    cards[index].element.scrollIntoView({ block: "nearest" });
    point(index);
  } else {
    light(pane, state.task.number);
    if (orNext) document.getElementById("next")?.focus();
  }
}

/** Go to the card, and the control in it, that keys of the task's file lead to. */
function focusPlace(place) {
  const keys = place.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const leads = (own) => own.every((key, at) => keys[at] === key);
  const index = cards.findIndex((card) => card.keys.some(leads));
  focusCard(index === -1 && keys[0] === "draft" ? 0 : index);
  if (index !== -1) return;
  const open = document.querySelector(".open-words button");
  if (open) open.focus();
  else document.getElementById("settings").open = true;
}

const current = () => cards[cursor.index];
const onCard = (run) => () => current()?.edit && run(cursor.index);

async function decide(index, action) {
  point(index);
  await action(cards[index].place);
}

function open(index) {
  point(index);
  const { element, edit } = cards[index];
  const body = element.querySelector(".body");
  const before = [...body.childNodes];
  const buttons = element.lastElementChild;
  const close = () => {
    put(body, ...before);
    buttons.hidden = false;
    element.focus();
  };
  buttons.hidden = true;
  put(body, edit(close));
  body.querySelector("input, textarea, select:not([name=field])")?.focus();
  element.scrollIntoView({ block: "start" });
}

async function acceptAll() {
  if (cards.some((card) => card.draft) && !(await acceptTask())) return;
  await toNext();
}

function toNext() {
  const next = nextTask(state.task.number);
  return next ? goto(state.policy.id, "task", next.number) : goto(state.policy.id, "tasks");
}

function toNextOpen() {
  const index = cards.findIndex((card, at) => at > cursor.index && card.draft);
  return index >= 0 ? focusCard(index) : toNext();
}

/** Open the form of a new fact: of words that were picked, or to be picked from the task's text. */
const openNew = (name, record) => openForm(name, record, () => focusCard(cursor.index));

// ---------------------------------------------------------------- shortcuts

function keys() {
  shortcuts("核对一项任务", [
    ["a", "接受这一条", () => current()?.draft && decide(cursor.index, accept)],
    ["A", "接受本项全部，到下一项", acceptAll],
    ["e", "修改这一条", onCard(open)],
    ["x", "退回：改列其他数字；其他数字改理由", onCard((index) => isFigure(cards[index].place) && decide(index, reject))],
    ["Delete", "删去这一条", onCard((index) => decide(index, remove))],
    ["s", "同样的都照办", onCard((index) => decide(index, alike))],
    ["j", "下一条", () => focusCard(Math.min(cursor.index + 1, cards.length - 1))],
    ["k", "上一条", () => focusCard(Math.max(cursor.index - 1, 0))],
    ["n", "到下一条待核的（没有了就到下一项）", toNextOpen],
    ["N", "到下一项没有核完的任务", toNext],
    ["1", "添加时限", () => openNew("deadlines", {})],
    ["2", "添加指标", () => openNew("targets", {})],
    ["3", "添加成果", () => openNew("deliverables", {})],
    ["4", "添加其他数字", () => openNew("other_figures", {})],
  ]);
}
