/* All policies of the project, and the import of another. */

import { get, upload } from "./api.js";
import { field, h, put, tell } from "./dom.js";
import { shortcuts } from "./keys.js";
import { fileProblems } from "./problems.js";
import { goto, hash, refused, state } from "./state.js";

/** The check that finds files missing: of a project without a policy they are yet to come. */
const MISSING = "missing-file";

export async function showHome(work) {
  shortcuts("首页", []);
  const { policies, tasks_folder: folder } = state.project;
  const { loads, problems } = await get("/api/problems");
  const grave = loads ? [] : problems.filter((problem) => problem.severity === "error" && problem.check !== MISSING);
  put(work, 
    h("h1", {}, "核对与修改"),
    grave.length > 0 && [h("p.alert", {}, "数据有错，先改好下面这些文件，才能核对："), fileProblems(grave)],
    policies.length
      ? h("ul.policies", {}, policies.map(line))
      : h("p", {}, "还没有文件。在下面导入一份。"),
    importForm(),
    h("p.help", {}, `数据在 ${folder}。所有改动只写进那里，不离开这台电脑。`),
  );
}

function line({ id, name, title, draft, tasks, progress: { done, total }, in_the_way: left }) {
  return h(
    "li",
    {},
    h("h2", {}, h("a", { href: hash(id) }, name)),
    title !== name && h("p", {}, title),
    h(
      "p.facts",
      {},
      `${tasks} 项任务`,
      draft && h("span.badge", {}, "草稿"),
      draft && ` 已核 ${done} / ${total}`,
      left > 0 && `，还有 ${left} 处要定`,
    ),
  );
}

function importForm() {
  const file = h("input", { type: "file", name: "file", required: true });
  const policy = h("input", { type: "text", name: "policy", pattern: "[a-z0-9]+(-[a-z0-9]+)*", autocomplete: "off" });
  const button = h("button.main", { type: "submit" }, "导入");
  return h(
    "form.import",
    {
      onsubmit: async (event) => {
        event.preventDefault();
        button.disabled = true;
        tell("正在读文件……");
        try {
          const answer = await upload("/api/import", new FormData(event.target));
          goto(answer.policy, "units");
          tell(answer.summary.split("\n").slice(0, 2).join("；"));
        } catch (error) {
          refused(error);
        } finally {
          button.disabled = false;
        }
      },
    },
    h("h2", {}, "导入文件"),
    field("文件", file, { help: "Word、PDF、网页、Excel 或文本。收到的文件原样存着，拟出的是草稿，由您核对。" }),
    field("短名（可不填）", policy, { help: "网址用，小写字母、数字和连字符，如 meifa-2021-7；不填时自动取。" }),
    h("p.actions", {}, button),
  );
}
