/* The page: what stands at its head, which view is shown, and that all of it follows the address. */

import { get } from "./api.js";
import { h, put, tell } from "./dom.js";
import { light, showDocument } from "./document.js";
import { everywhere, help } from "./keys.js";
import { pick } from "./pick.js";
import { fileProblems } from "./problems.js";
import { decoded, goto, hash, isShown, loadPolicy, loadProject, onSaved, redo, refused, state, undo } from "./state.js";
import { showChanges } from "./changes.js";
import { showHome } from "./home.js";
import { showOverview } from "./overview.js";
import { publish } from "./publish.js";
import { showTask } from "./task.js";
import { showUnits } from "./units.js";
import { mayLeave } from "./unsaved.js";

const bar = document.getElementById("bar");
const pane = document.getElementById("document");
const work = document.getElementById("work");
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  work.focus();
});

/** Views of a policy by their name in the address: how the bar calls them, and what shows them. */
const VIEWS = {
  units: ["单位", showUnits],
  tasks: ["任务", showOverview],
  task: [null, showTask],
  changes: ["改动与历史", showChanges],
};

function parsed() {
  const [policy, view = "tasks", ...rest] = location.hash.slice(1).split("/").map(decoded);
  return { policy, view: view in VIEWS ? view : "tasks", rest };
}

let showing = 0;
/** Show what the address names. `kept` says that it is the same place, after files changed; `answer` is that of a save. */
async function show(kept = false, answer = null) {
  const turn = ++showing;
  const { policy, view, rest } = parsed();
  try {
    await loadProject();
    if (policy && state.project.policies.some((line) => line.id === policy)) {
      if (kept || state.policy?.id !== policy) await loadPolicy(policy, answer);
      if (turn !== showing) return;
      pane.hidden = false;
      showDocument(pane);
      showBar(view);
      await VIEWS[view][1](work, rest, kept);
    } else {
      state.policy = null;
      pane.hidden = true;
      showBar(null);
      await showHome(work);
    }
    document.title = `${work.querySelector("h1")?.textContent || "核对与修改"} - ${state.project.name}`;
    if (view !== "task") light(pane);
    if (!kept && !work.contains(document.activeElement)) work.focus({ preventScroll: true });
  } catch (error) {
    refused(error);
    if (turn === showing) showFailure(error);
  } finally {
    if (turn === showing) isShown();
  }
}

/** What cannot be shown, and why: most often files that do not load. */
function showFailure({ message, problems }) {
  put(
    work,
    h("h1", {}, "打不开"),
    h("p.alert", {}, message),
    fileProblems(problems || []),
    h("p.actions", {}, h("button.main", { type: "button", onclick: () => show() }, "再试一次"), h("a", { href: "#" }, "回到首页")),
  );
}

function showBar(view) {
  const { policies, undo: last, redo: next } = state.project;
  const policy = state.policy && policies.find((line) => line.id === state.policy.id);
  put(bar, 
    h("a.home", { href: "#" }, state.project.name || "责任清单"),
    policy &&
      h(
        "label.policy",
        {},
        h("span.unseen", {}, "文件"),
        h(
          "select",
          { value: policy.id, onchange: (event) => goto(event.target.value) },
          policies.map((line) => h("option", { value: line.id }, line.name)),
        ),
      ),
    policy &&
      h(
        "nav",
        { "aria-label": "这份文件" },
        Object.entries(VIEWS)
          .filter(([, [name]]) => name)
          .map(([key, [name]]) =>
            h("a", { href: hash(policy.id, key), "aria-current": (key === view || (key === "tasks" && view === "task")) && "page" }, name),
          ),
      ),
    policy && progress(policy),
    h(
      "span.tools",
      {},
      h("button", { type: "button", onclick: undo, disabled: !last, title: last && `撤销：${last}` }, "撤销"),
      h("button", { type: "button", onclick: redo, disabled: !next, title: next && `重做：${next}` }, "重做"),
      h("button", { type: "button", onclick: publish }, "发布网站"),
      h("button", { type: "button", onclick: help, title: "快捷键" }, "快捷键 ?"),
    ),
  );
}

function progress({ progress: { done, total }, in_the_way: left, id }) {
  return h(
    "span.progress",
    {},
    h("progress", { max: total || 1, value: total ? done : 1, "aria-label": "已核" }),
    h("b", {}, `已核 ${done} / ${total}`),
    left > 0 && h("a", { href: hash(id, "tasks") }, `${left} 处未定`),
  );
}

pane.addEventListener("click", (event) => {
  const run = event.target.closest("mark[data-task], span[data-task]");
  if (!run?.dataset.task || !getSelection().isCollapsed) return;
  const keys = run.dataset.keys && JSON.parse(run.dataset.keys);
  goto(state.policy.id, "task", run.dataset.task, ...(keys || []));
});
pick(pane);

everywhere([
  ["?", "列出快捷键", help],
  ["z", "撤销", undo],
  ["Z", "重做", redo],
  ["u", "单位", () => state.policy && goto(state.policy.id, "units")],
  ["t", "任务", () => state.policy && goto(state.policy.id, "tasks")],
  ["c", "改动与历史", () => state.policy && goto(state.policy.id, "changes")],
  ["P", "发布网站", publish],
]);
onSaved((answer) => show(true, answer));
addEventListener("hashchange", async (event) => {
  if (await mayLeave()) return show();
  history.replaceState(null, "", event.oldURL);
  return isShown();
});
addEventListener("focus", () => get("/api/alive").catch(refused));
addEventListener("unhandledrejection", (event) => tell(`出错了：${event.reason?.message || event.reason}`, true));
show();
