/* What the checks found: how it is shown, and where it leads. */

import { h } from "./dom.js";
import { hash, state } from "./state.js";

/** The check that says that something is not confirmed: what shows it says so already. */
export const NOT_CONFIRMED = "draft-left";

export function problemList(all) {
  const problems = (all || []).filter((problem) => problem.check !== NOT_CONFIRMED);
  if (!problems.length) return null;
  return h(
    "ul.problems",
    {},
    problems.map((problem) => h(`li.${problem.severity}`, { title: problem.hint }, h("b", {}, problem.severity_name), " ", problem.message)),
  );
}

/** Problems of files that do not load, for whoever opens them in an editor. */
export const fileProblems = (problems) =>
  h("ol", {}, problems.map((problem) => h("li", {}, h("b", {}, `${problem.file}:${problem.line}`), ` ${problem.message}`, h("p.help", {}, problem.hint))));

/** The place in the page that a problem leads to. */
export function placeOf(problem) {
  const file = problem.file.split("/").at(-1);
  const line = state.policy.tasks.find((task) => task.file === problem.file);
  if (line) return hash(state.policy.id, "task", line.number, ...problem.keys);
  return file === "units.yml" ? hash(state.policy.id, "units", ...problem.keys) : hash(state.policy.id, "tasks", ...problem.keys);
}
