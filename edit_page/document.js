/* The document as it was received, each stretch with what it became. */

import { h, put } from "./dom.js";
import { state } from "./state.js";
import { MARKS } from "./words.js";

let shown = { policy: null, paragraphs: [] };

/** Show the document of the policy in `pane`; only paragraphs that changed are made anew. */
export function showDocument(pane) {
  const { id, document: paragraphs } = state.policy;
  if (shown.policy !== id) {
    shown = { policy: id, paragraphs: [] };
    put(pane, pane.querySelector(".bubble"), h("div.head", {}, h("h2", {}, "原文"), legend()), h("div.paper"));
  }
  const paper = pane.querySelector(".paper");
  let before = []; // the marks under which the paragraph before ends: those that go on have their sign already
  paragraphs.forEach((runs, index) => {
    const written = JSON.stringify([before, runs]);
    const earlier = before;
    before = runs.findLast((run) => run.text.trim())?.marks.map(markId) || before;
    if (shown.paragraphs[index] === written) return;
    const made = paragraph(runs, earlier);
    if (index < paper.children.length) paper.children[index].replaceWith(made);
    else paper.append(made);
    shown.paragraphs[index] = written;
  });
  while (paper.children.length > paragraphs.length) paper.lastChild.remove();
  shown.paragraphs.length = paragraphs.length;
}

function legend() {
  const entries = Object.entries(MARKS).filter(([kind]) => kind !== "unit");
  const roles = state.form.roles.map((role) =>
    h("li", {}, h(`mark.unit.${role.key}`, { data: { sign: role.sign } }, role.name)),
  );
  return h(
    "details.legend",
    {},
    h("summary", {}, "图例：颜色、线和小字说明每一处成了什么"),
    h(
      "ul",
      {},
      roles,
      entries.map(([kind, { name, sign }]) => h("li", {}, h(`mark.${kind}`, { data: { sign } }, name))),
      h("li", {}, h("mark.deadline.draft", { data: { sign: "时" } }, "斜纹底：还没有人核对")),
      h("li", {}, h("span.lost", {}, "没有归属：数据里没有这些字")),
    ),
  );
}

function paragraph(runs, earlier) {
  const first = runs.find((run) => run.text.trim());
  if (!first) return h("p.blank", { "aria-hidden": "true" });
  const section = first.kind === "heading" && first.task === null;
  const kind = section ? "section" : first.kind === "around" && first.keys[0] === "title" ? "title" : first.kind;
  let before = earlier;
  const made = runs.map((run) => {
    const span = marked(run, before);
    before = run.marks.map(markId);
    return span;
  });
  return h(`p.${kind}`, { data: { task: first.task ?? "" } }, made);
}

const markId = (mark) => JSON.stringify([mark.kind, mark.task, mark.keys]);

/** A run under its marks, the longest outside; the sign of a mark stands where it begins. */
function marked(run, before) {
  let inner = run.text;
  for (const mark of [...run.marks].reverse()) inner = markElement(mark, inner, before.includes(markId(mark)));
  const around = run.kind === "around" && state.form.around.find(([key]) => key === run.keys[0])?.[1];
  return h(
    `span.${run.kind}`,
    { data: { task: run.task ?? "", place: JSON.stringify(run.keys) }, title: !run.marks.length && (around || (run.kind === "lost" && "没有归属：数据里没有这些字")) },
    inner,
  );
}

function markElement(mark, inner, goesOn) {
  const role = mark.kind === "unit" && state.form.roles.find((each) => mark.keys.at(-2) === `${each.key}_units`);
  const { name, sign } = MARKS[mark.kind];
  const title = `${role ? role.name : name}${mark.draft ? "（待核）" : ""}`;
  const data = { keys: JSON.stringify(mark.keys), task: mark.task ?? "", kind: mark.kind };
  if (!goesOn) data.sign = role ? role.sign : sign;
  const classes = [mark.kind, role && role.key, mark.draft && "draft"].filter(Boolean).join(".");
  return h(`mark.${classes}`, { title, data }, inner);
}

/** Make the paragraphs of a task stand out and bring them into view; more so what records at `places` (keys) quote. */
export function light(pane, number, places = []) {
  for (const lit of pane.querySelectorAll(".current, .lit")) lit.classList.remove("current", "lit");
  if (number === undefined) return;
  const spans = [...pane.querySelectorAll(`span[data-task="${CSS.escape(number)}"]`)];
  for (const span of spans) span.closest("p").classList.add("current");
  const lit = [...pane.querySelectorAll(`mark[data-task="${CSS.escape(number)}"]`)].filter((mark) => {
    const keys = JSON.parse(mark.dataset.keys);
    return places.some((place) => place.every((key, index) => keys[index] === key));
  });
  for (const mark of lit) mark.classList.add("lit");
  const place = lit[0] || spans[0];
  if (place) bring(pane, place, Boolean(lit[0]));
}

function bring(pane, place, middle) {
  const [outer, inner] = [pane.getBoundingClientRect(), place.getBoundingClientRect()];
  const head = pane.querySelector(".head").offsetHeight;
  if (middle && inner.top > outer.top + head && inner.bottom < outer.bottom - 20) return;
  pane.scrollTop += inner.top - outer.top - head - (middle ? outer.height / 3 : 12);
}

/** The words that are selected in the pane, the task and the passage that they begin in, and what stands before them there; else null. */
export function selected(pane) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !pane.contains(selection.anchorNode)) return null;
  const range = selection.getRangeAt(0);
  for (const run of pane.querySelectorAll('.paper span[data-task]:not([data-task=""])')) {
    const within = range.intersectsNode(run) ? common(range, run) : null;
    if (!within?.toString().trim()) continue;
    const earlier = document.createRange();
    earlier.setStart(run.closest("p"), 0);
    earlier.setEnd(within.startContainer, within.startOffset);
    const words = range.toString().slice(range.toString().search(/\S/));
    const place = JSON.parse(run.dataset.place);
    return { task: run.dataset.task, place, words, before: earlier.toString().slice(-40), box: range.getBoundingClientRect() };
  }
  return null;
}

/** The part of a range that lies in an element. */
function common(range, element) {
  const part = document.createRange();
  part.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return part;
}
