/* A fact of a task: how it is shown to be confirmed, and how it is changed. */

import { address, get } from "./api.js";
import { dialog, field, h, later, put } from "./dom.js";
import { changeLines } from "./changes.js";
import { readings } from "./pick.js";
import { NOT_CONFIRMED, problemList } from "./problems.js";
import { reasonDialog } from "./reason.js";
import { missingFields, recordForm } from "./record_form.js";
import { refused, save, state, tried } from "./state.js";
import { saving, touched } from "./unsaved.js";
import { FIELDS } from "./words.js";

/** Which task, and where in its lists, an action concerns. */
const at = (place) => ({ policy: state.policy.id, task: state.task.number, ...place });

export const accept = (place) => save([{ do: "accept", ...at(place) }]);
export const acceptTask = () => save([{ do: "accept_task", ...at() }]);
export const remove = (place) => save([{ do: "reject", ...at(place) }]);

/** The words of the record as the checks read it, its quote, and what is wrong with it. */
export function factBody(fieldName, fact) {
  const { record, words, problems } = fact;
  const { mark, sign } = FIELDS[fieldName];
  return [
    h("p.says", {}, h(`mark.${mark}`, { data: { sign } }, words || record.indicator || record.name || record.why)),
    h("blockquote", {}, record.quote),
    problemList(problems),
  ];
}

/** Ask for the reason, and put the figure among the others; of one that stands there already the reason is changed. */
export async function reject(place) {
  const why = await reasonDialog(place.field === "other_figures" ? "改理由" : "改列其他数字", "它不是时限，也不是指标：是什么？");
  return why ? save([{ do: "reject", ...at(place), why }]) : false;
}

/** Show what looks like a fact in all tasks, and take the same decision for them. */
export async function alike(place) {
  let like;
  try {
    like = await get(address(["policies", state.policy.id, "tasks", state.task.number, "like"], place));
  } catch (error) {
    return refused(error);
  }
  const decision = await dialog(`同样的 ${like.facts.length} 处：${like.shape}`, (close) => [
    h("ul.alike", {}, like.facts.map((fact) => h("li", {}, h("b", {}, `${fact.task}　`), fact.quote))),
    h(
      "p.actions",
      {},
      h("button.main", { type: "button", autofocus: true, onclick: () => close("accept") }, "都接受"),
      place.field !== "deliverables" && h("button", { type: "button", onclick: () => close("other") }, place.field === "other_figures" ? "都改理由" : "都改列其他数字"),
      h("button", { type: "button", onclick: () => close("reject") }, "都删去"),
      h("button", { type: "button", onclick: () => close(null) }, "取消"),
    ),
  ]);
  if (!decision) return false;
  const why = decision === "other" ? await reasonDialog("都改列其他数字", "它们是什么？") : undefined;
  if (decision === "other" && !why) return false;
  return save([{ do: "like", ...at(place), decision: why ? "reject" : decision, why }]);
}

// ---------------------------------------------------------------- the editor

/** The form of a fact; `index` is null for a new one. `close` is called when it is given up. */
export function factEditor(fieldName, index, record, close) {
  let name = fieldName;
  let draft = structuredClone(record);
  const controls = h("div.controls");
  const outcome = h("div.outcome", { "aria-live": "polite" });
  const form = h(
    "form.editor",
    {
      onsubmit: (event) => {
        event.preventDefault();
        send();
      },
      onkeydown: (event) => {
        if (event.key === "Enter" && event.ctrlKey) send();
        if (event.key === "Escape") close();
      },
    },
    asSelect(),
    controls,
    outcome,
    h(
      "p.actions",
      {},
      h("button.main", { type: "submit", title: "Ctrl+Enter" }, index === null ? "记下" : "保存"),
      h("button", { type: "button", onclick: reread }, "照引文重读"),
      h("button", { type: "button", onclick: close, title: "Esc" }, "取消"),
    ),
  );

  /** What saving the form does: a fact of another list is taken from this one. */
  function actions() {
    if (index === null) return [{ do: "add", ...at(), field: name, record: draft }];
    if (name === fieldName) return [{ do: "change", ...at(), field: name, index, record: draft }];
    return [
      { do: "reject", ...at(), field: fieldName, index },
      { do: "add", ...at(), field: name, record: draft },
    ];
  }

  async function send() {
    check.stop();
    say.stop();
    if (missing().length) return look(true);
    if (!(await saving(form, () => save(actions())))) check();
  }

  /** What has to be filled in and is not, as problems of the form. */
  const missing = () =>
    missingFields(name, draft).map(({ key, label }) => ({ severity: "error", severity_name: "待填", message: `要填“${label}”`, keys: [name, index, key] }));

  function asSelect() {
    const select = h("select", { name: "field", value: name }, Object.entries(FIELDS).map(([key, { name: label }]) => h("option", { value: key }, label)));
    select.addEventListener("change", () => {
      name = select.value;
      reread();
    });
    return field("列为", select);
  }

  async function reread() {
    if (!draft.quote) return fill();
    try {
      const { proposals } = await readings(state.task.number, draft.quote);
      const read = proposals.find((proposal) => proposal.field === name);
      draft = { ...(read ? read.record : {}), quote: read?.record.quote || draft.quote };
    } catch (error) {
      draft = { quote: draft.quote };
      refused(error);
    }
    delete draft.draft;
    fill();
    changed();
  }

  const known = new Set(state.task.problems.map((problem) => problem.check + problem.message));
  const check = later(() => look(true), 250);
  const say = later(() => look(false), 900);

  /** Show what the checks say of the form as it stands, and unless `fast` what saving it changes. */
  async function look(fast) {
    if (!form.isConnected) return;
    if (missing().length) return showProblems(missing());
    const before = JSON.stringify(draft);
    let answer;
    try {
      answer = await tried(actions(), fast);
    } catch (error) {
      if (error.status === undefined) throw error;
      answer = { problems: error.problems.length ? error.problems : [{ message: error.message, keys: [], severity: "error", severity_name: "错误" }], refused: true };
    }
    if (before !== JSON.stringify(draft)) return;
    const own = answer.problems.filter(
      (problem) =>
        problem.check !== NOT_CONFIRMED &&
        ((index !== null && name === fieldName && problem.keys[0] === name && problem.keys[1] === index) || !known.has(problem.check + problem.message)),
    );
    showProblems(own);
    if (!fast || answer.refused) {
      outcome.querySelector(".changes")?.remove();
      const lines = changeLines(answer);
      if (lines) outcome.append(lines);
    }
  }

  function showProblems(problems) {
    for (const wrong of controls.querySelectorAll(".wrong")) wrong.textContent = "";
    const loose = problems.filter((problem) => {
      const key = problem.keys[2];
      const wrong = key !== undefined && controls.querySelector(`.wrong[data-for="${CSS.escape(String(key))}"]`);
      if (wrong) wrong.textContent += `${problem.severity_name}：${problem.message}　`;
      return !wrong;
    });
    outcome.querySelector(".problems, .fine")?.remove();
    outcome.prepend(problems.length ? problemList(loose) || "" : h("p.fine", {}, "检查没有发现问题"));
  }

  function edited(remake) {
    touched(form);
    changed(remake);
  }

  function changed(remake = false) {
    if (remake) fill();
    check();
    say();
  }

  function fill() {
    const focused = controls.contains(document.activeElement) && document.activeElement.name;
    put(controls, ...[recordForm(name, draft, edited)].flat(Infinity).filter(Boolean));
    if (focused) controls.querySelector(`[name="${focused}"]`)?.focus();
  }

  fill();
  changed();
  return form;
}
