/* What units reported on the task, to be read, and the decisions of the supervising office on it: 销号、延期、调整. */

import { dialog, field, h, put } from "./dom.js";
import { save, state } from "./state.js";
import { saving, touched } from "./unsaved.js";

/** What an action says of the task that is shown. */
const here = () => ({ policy: state.policy.id, task: state.task.number });

export function reporting() {
  const { decisions, reports } = state.task.reporting;
  return h(
    "details.more",
    { id: "reporting", open: decisions.length + reports.length > 0 },
    h("summary", {}, `进展与决定（报送 ${reports.length} 条，决定 ${decisions.length} 个）`),
    decisionList(decisions),
    decisionForm(),
    reportList(reports),
  );
}

// ---------------------------------------------------------------- decisions

function decisionList(decisions) {
  if (!decisions.length) return null;
  return h(
    "ul.decisions",
    {},
    decisions.map((decision) =>
      h(
        "li",
        {},
        h("b", {}, decision.what),
        ` ${decision.subject}${decision.due ? `，延至 ${decision.due}` : ""}（${decision.unit ? `只对${decision.unit}，` : ""}${decision.day}，依据：${decision.basis}）`,
        decision.words && `　${decision.words}`,
        h("button.small", { type: "button", onclick: () => withdraw(decision), "aria-label": `撤回${decision.what}：${decision.subject}` }, "撤回"),
      ),
    ),
  );
}

async function withdraw({ index, what, subject }) {
  const agreed = await dialog(`撤回${what}`, (close) => [
    h("p", {}, `${subject}：这个决定从文件里删去。`),
    h("p.actions", {}, h("button.main", { type: "button", autofocus: true, onclick: () => close(true) }, "撤回"), h("button", { type: "button", onclick: () => close(null) }, "取消")),
  ]);
  if (agreed) await save([{ do: "withdraw", ...here(), index }]);
}

/** The form of a new decision: which fields it has follows from what is decided. */
function decisionForm() {
  const { subjects, units } = state.task.reporting;
  const line = (name, type = "text") => h("input", { type, name, required: true, autocomplete: "off" });
  const what = h("select", { name: "what" }, state.form.decisions.map(([key, name]) => h("option", { value: key }, name)));
  const subject = h("select", { name: "subject" });
  const unit = h("select", { name: "unit" }, h("option", { value: "" }, "所有承担单位"), units.map((name) => h("option", { value: name }, name)));
  const day = line("day", "date");
  const basis = line("basis");
  const due = line("due", "date");
  const words = h("textarea", { name: "words", rows: 2 });
  const later = field("延至", due, { key: "due" });
  const wrong = h("p.wrong", { role: "alert" });

  /** Only a task or a deadline is extended; what is adjusted has to be said. */
  function fitted() {
    const extended = what.value === "extended";
    later.hidden = due.disabled = !extended;
    words.required = what.value === "adjusted";
    const kept = subject.value;
    put(
      subject,
      subjects.map(({ about, name }, index) => (!extended || !about || about === "deadline") && h("option", { value: String(index) }, name)),
    );
    if ([...subject.options].some((option) => option.value === kept)) subject.value = kept;
  }

  function send(event) {
    event.preventDefault();
    const { task, about, quote } = subjects[Number(subject.value)];
    const record = { task, what: what.value, about, quote, unit: unit.value, day: day.value, basis: basis.value.trim(), due: due.disabled ? "" : due.value, words: words.value.trim() };
    const missing = [[basis, "依据"], ...(words.required ? [[words, "调整成什么"]] : [])].find(([control]) => !control.value.trim());
    wrong.textContent = missing ? `要填“${missing[1]}”` : "";
    if (missing) return missing[0].focus();
    return saving(form, () => save([{ do: "decide", ...here(), record }]));
  }

  what.addEventListener("change", fitted);
  const form = h(
    "form.decision",
    { onsubmit: send, oninput: () => touched(form) },
    h("div.row", {}, field("决定", what), field("对哪一条", subject), field("对哪个单位", unit)),
    h("div.row", {}, field("决定日期", day), later, field("依据", basis, { help: "如 发文字号、会议纪要、领导批示" })),
    field("说明", words, { help: "调整的写调整成什么" }),
    wrong,
    h("p.actions", {}, h("button.main", { type: "submit" }, "记下决定")),
  );
  fitted();
  return form;
}

// ---------------------------------------------------------------- reports

function reportList(reports) {
  if (!reports.length) return h("p.help", {}, "还没有单位报送这一项的进展。");
  return h(
    "ul.reports",
    { "aria-label": "各单位报送的进展" },
    reports.map((report) =>
      h(
        "li",
        {},
        h("b", {}, `${report.day} ${report.unit}`),
        `　${report.subject}　${report.status}`,
        h("dl", {}, report.lines.map(([label, words]) => h("div", {}, h("dt", {}, label), h("dd", {}, words)))),
      ),
    ),
  );
}
