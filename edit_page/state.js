/* What the page knows: the project, the policy and the task that are shown, and how they are changed. */

import { Refused, address, get, post } from "./api.js";
import { tell } from "./dom.js";
import { mayLeave } from "./unsaved.js";
import { nameFields } from "./words.js";

export const state = {
  form: null,
  project: null,
  /** The policy that is shown, as `/api/policies/POLICY` gives it. */
  policy: null,
  /** The task that is shown, with its facts. */
  task: null,
  units: null,
  /** The digests of files as they were last shown, by file. */
  digests: {},
};

function took(answer) {
  Object.assign(state.digests, answer.digests);
  return answer;
}

export async function loadProject() {
  state.form ||= await get("/api/form");
  nameFields(state.form.fields);
  state.project = await get("/api/project");
  return state.project;
}

/** Load the policy; of the document only the paragraphs of the tasks that `answer`, of a save, brought. */
export async function loadPolicy(policy, answer = null) {
  const kept = answer && state.policy?.id === policy ? withParagraphs(state.policy.document, answer) : null;
  const loaded = took(await get(address(["policies", policy], { document: kept ? "0" : undefined })));
  state.policy = { ...loaded, document: loaded.document || kept };
  return state.policy;
}

/** The document with the paragraphs of the tasks that a save changed; null where it changed more than these. */
function withParagraphs(document, { changed, tasks }) {
  const files = new Set(tasks.map((task) => task.file));
  if (!tasks.length || Object.keys(changed).some((file) => !files.has(file))) return null;
  const paragraphs = [...document];
  for (const { number, document: anew } of tasks) {
    const own = paragraphs.flatMap((runs, index) => (runs.some((run) => run.task === number) ? [index] : []));
    if (own.length !== anew.length) return null;
    own.forEach((index, at) => (paragraphs[index] = anew[at]));
  }
  return paragraphs;
}

export async function loadTask(policy, number) {
  state.task = took(await get(address(["policies", policy, "tasks", number])));
  return state.task;
}

export async function loadUnits(policy) {
  state.units = took(await get(address(["units"], { policy })));
  return state.units;
}

/** The digests of the files that `actions` change, as they were shown; of all files where units are changed. */
function seen(actions) {
  if (actions.some((action) => !action.task)) return state.digests;
  const numbers = new Set(actions.map((action) => action.task));
  const files = state.policy.tasks.filter((line) => numbers.has(line.number)).map((line) => line.file);
  if (actions.some(({ do: what }) => what === "decide" || what === "withdraw")) files.push(state.task.reporting.file);
  return Object.fromEntries(files.filter((file) => file in state.digests).map((file) => [file, state.digests[file]]));
}

/** What would become of `actions`: problems, and unless `fast` the changes in words. Nothing is written. */
export const tried = (actions, fast = false) => post("/api/try", { seen: seen(actions), actions, fast });

let listener = () => {};
/** Call `run` with the answer after everything that changed files; without one where files were changed elsewhere. */
export const onSaved = (run) => (listener = run);

/** Save `actions` as one step; false, with the reason told, where that was refused. */
export const save = (actions) => changing(() => post("/api/save", { seen: seen(actions), actions }));
export const undo = () => changing(() => post("/api/undo", {}));
export const redo = () => changing(() => post("/api/redo", {}));
export const restore = (id) => changing(() => post("/api/restore", { state: id }));

let busy = false;
async function changing(request) {
  if (busy || !(await mayLeave())) return false; // what was pressed twice is done once
  busy = true;
  document.body.classList.add("busy");
  try {
    const answer = await request();
    Object.assign(state.digests, answer.changed);
    await listener(answer);
    tell(answer.message || "已保存");
    return true;
  } catch (error) {
    refused(error);
    if (error.status === 409) await listener();
    return false;
  } finally {
    busy = false;
    document.body.classList.remove("busy");
  }
}

/** Tell why something was refused; what is no refusal is thrown on. */
export function refused(error) {
  if (!(error instanceof Refused)) throw error;
  const reasons = error.problems.map((problem) => problem.message).filter((reason) => !error.message.includes(reason));
  tell([error.message, ...reasons.slice(0, 3)].join("　"), true);
}

/** Let `words` be the assignment clause of the task, or of the part of the shown task in whose passage (its keys) they stand. */
export function assign(task, words, place) {
  const part = place[0] === "parts" && state.task?.number === task ? state.task.task.parts[place[1]].number : "";
  return save([{ do: "assign", policy: state.policy.id, task, part, words }]);
}

/** The address within the page of a policy, a view of it, and a place in that. */
export const hash = (...pieces) => `#${pieces.filter((piece) => piece !== undefined).map(encodeURIComponent).join("/")}`;
let waiting = [];
/** Go there; resolves when it is shown. */
export function goto(...pieces) {
  const wanted = hash(...pieces);
  if (decoded(location.hash) === decoded(wanted)) return Promise.resolve();
  location.hash = wanted;
  return new Promise((resolve) => waiting.push(resolve));
}
/** Tell those who wait in `goto` that it is shown. */
export const isShown = () => waiting.splice(0).forEach((resolve) => resolve());

/** An address, or a step of one; as it stands where its escapes are damaged. */
export function decoded(step) {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
