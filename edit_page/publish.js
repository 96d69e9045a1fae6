/* Publishing the site, from the same page. */

import { post } from "./api.js";
import { dialog, h, put } from "./dom.js";
import { refused, state, hash } from "./state.js";

export function publish() {
  return dialog("发布网站", (close) => {
    const left = state.project.policies.map((line) => [line, leftOf(line)]).filter(([, words]) => words);
    const result = h("div", { role: "status" });
    const button = h("button.main", { type: "button", autofocus: true }, "发布");
    button.addEventListener("click", async () => {
      button.disabled = true;
      put(result, h("p", {}, "正在生成，大约一分钟……"));
      try {
        const { site, summary, later, address } = await post("/api/publish", {});
        put(result, 
          h("p.fine", {}, `网站已生成：${site}`),
          h("p", {}, summary),
          later && h("p.notice", {}, later),
          address && h("p", {}, h("a", { href: address, target: "_blank", rel: "noopener" }, "打开看看")),
        );
      } catch (error) {
        refused(error);
        put(result, 
          h("p.alert", {}, error.message),
          h("ul", {}, error.problems.slice(0, 10).map((problem) => h("li", {}, problem.message))),
        );
      } finally {
        button.disabled = false;
      }
    });
    return [
      h("p", {}, "生成整个项目的网站。草稿也可以发布：每页注明是草稿，没有核对的都有标记。"),
      left.map(([line, words]) =>
        h("p.notice", {}, h("a", { href: hash(line.id), onclick: () => close() }, line.name), ` 还有 ${words}。`),
      ),
      result,
      h("p.actions", {}, button, h("button", { type: "button", onclick: () => close() }, "关闭")),
    ];
  });
}

/** What is left to do of a policy, in words; empty where nothing is. */
const leftOf = ({ progress: { done, total }, in_the_way: inTheWay }) =>
  [done < total && `${total - done} 处没有核对`, inTheWay > 0 && `${inTheWay} 处没有定`].filter(Boolean).join("、");
