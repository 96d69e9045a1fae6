/* The tasks of a policy, the most doubtful first, and what stands in the way of its being final. */

import { aboutForm } from "./about.js";
import { h, put } from "./dom.js";
import { shortcuts } from "./keys.js";
import { NOT_CONFIRMED, placeOf } from "./problems.js";
import { publish } from "./publish.js";
import { reasonDialog } from "./reason.js";
import { goto, hash, save, state } from "./state.js";

export function showOverview(work, place) {
  const { id, title, draft, tasks, progress, in_the_way: inTheWay } = state.policy;
  const next = nextTask();
  const steps = [
    draft && h("a.step", { href: hash(id, "units") }, "一、核对单位"),
    draft && next && h("a.step.main", { href: hash(id, "task", next.number) }, `二、核对任务：从最没有把握的 ${next.label} 开始`),
    draft && !inTheWay.length && !next && h("button.step.main", { type: "button", onclick: () => save([{ do: "finish", policy: id }]) }, "三、定稿：去掉草稿标记"),
    !draft && h("p.fine", {}, "已定稿。改动从任务进去；保存前看得到改了什么。"),
    !draft && h("button.step", { type: "button", onclick: publish }, "发布网站"),
  ].filter(Boolean);
  put(work, 
    h("h1", {}, title, draft && h("span.badge", {}, "草稿")),
    h("p", {}, `已核 ${progress.done} / ${progress.total} 处。`, progress.done < progress.total && "随时可以停下，下次接着核对。"),
    h("div.steps", {}, steps),
    problemBox(draft ? "挡着定稿的" : "要改的", inTheWay, id, inTheWay.length <= 12),
    problemBox("警告", state.policy.problems.filter((problem) => problem.severity === "warning"), id),
    aboutForm(),
    h("h2", {}, `任务（${tasks.length} 项）`),
    taskTable(id, tasks),
  );
  if (place.length) openAbout(work);
  shortcuts("任务表", [["n", "到下一项没有核完的任务", () => next && goto(id, "task", next.number)]]);
}

/** What a problem of `policy.yml` leads to: the form of what stands around the tasks. */
function openAbout(work) {
  const about = work.querySelector(".about");
  if (!about) return;
  about.open = true;
  about.querySelector("input").focus();
}

/** The task to look at first: the most doubtful of those that are not confirmed whole, but for `number`. */
export function nextTask(number) {
  const left = state.policy.tasks.filter((line) => line.done < line.total && line.number !== number);
  return left.sort((one, other) => other.doubt - one.doubt)[0];
}

function problemBox(heading, all, id, open = false) {
  const problems = all.filter((problem) => problem.check !== NOT_CONFIRMED);
  if (!problems.length) return null;
  return h(
    "details.way",
    { open },
    h("summary", {}, `${heading}（${problems.length} 处）`),
    h(
      "ol",
      {},
      problems.map((problem) =>
        h(
          `li.${problem.severity}`,
          {},
          h("b", {}, problem.severity_name),
          " ",
          h("a", { href: placeOf(problem) }, problem.message),
          settling(id, problem) || waiving(id, problem) || h("p.help", {}, problem.hint),
        ),
      ),
    ),
  );
}

/** The button that strikes an entry of `unsettled`, where the problem is one. */
function settling(id, problem) {
  if (problem.keys[0] !== "unsettled") return null;
  const index = problem.keys[1];
  return h("button", { type: "button", onclick: () => save([{ do: "settle", policy: id, index }]) }, "已经定了，划去这一条");
}

/** The button that accepts what a check finds as how the document is, where that may be accepted. */
function waiving(id, problem) {
  if (!problem.waivable) return null;
  const accept = async () => {
    const why = await reasonDialog("文件本来如此", `${problem.message}：为什么可以接受？`, []);
    if (why) await save([{ do: "waive", policy: id, check: problem.check, task: problem.task, contains: problem.message, why }]);
  };
  return h("p", {}, h("button.small", { type: "button", onclick: accept }, "文件本来如此"));
}

function taskTable(id, tasks) {
  const sorted = [...tasks].sort((one, other) => other.doubt - one.doubt);
  const byDoubt = h("input", { type: "checkbox", checked: state.policy.draft && sorted[0]?.doubt > 0 });
  const body = h("tbody");
  const fill = () => put(body, ...(byDoubt.checked ? sorted : tasks).map((line) => row(id, line)));
  byDoubt.addEventListener("change", fill);
  fill();
  return [
    h("label.check", {}, byDoubt, "没有把握的在前"),
    h(
      "table.tasks",
      {},
      h("thead", {}, h("tr", {}, ["序号", "任务", "已核", "疑问"].map((name) => h("th", { scope: "col" }, name)))),
      body,
    ),
  ];
}

function row(id, { number, label, title, done, total, doubts }) {
  return h(
    "tr",
    { className: done < total ? "open" : "" },
    h("td", {}, label),
    h("th", { scope: "row" }, h("a", { href: hash(id, "task", number) }, title)),
    h("td.done", {}, done < total ? `${done} / ${total}` : "✓"),
    h("td", {}, doubts[0], doubts.length > 1 && `，等 ${doubts.length} 处`),
  );
}
