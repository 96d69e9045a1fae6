/* What stands in the document around its tasks: number, date, issuers … */

import { field, h } from "./dom.js";
import { save, state } from "./state.js";
import { saving, touched } from "./unsaved.js";

/** From how many letters on a text is written in several lines. */
const LONG = 60;

export function aboutForm() {
  const { id, metadata = {} } = state.policy;
  const { around = [] } = state.form;
  if (!around.length) return null;
  const inputs = around.map(([key, label, help]) => {
    const value = metadata[key] ?? "";
    const written = Array.isArray(value) ? value.join("、") : value;
    const long = written.length > LONG || written.includes("\n");
    const input = h(long ? "textarea" : "input", { ...(long ? { rows: 4 } : { type: "text" }), name: key, value: written, autocomplete: "off" });
    return { key, label, help, input, before: input.value, list: Array.isArray(value) };
  });
  const submit = (event) => {
    event.preventDefault();
    const changed = inputs.filter(({ input, before }) => input.value.trim() !== before);
    const value = ({ input, list }) => {
      const written = input.value.trim();
      return list ? written.split("、").filter(Boolean) : written || null;
    };
    if (changed.length) saving(event.target, () => save([{ do: "policy", policy: id, set: Object.fromEntries(changed.map((each) => [each.key, value(each)])) }]));
  };
  return h(
    "details.more.about",
    {},
    h("summary", {}, "文件的标题、发文字号、日期、机关"),
    h(
      "form",
      { onsubmit: submit, oninput: (event) => touched(event.currentTarget) },
      inputs.map(({ label, help, input, key }) => field(label, input, { help, key })),
      h("p.actions", {}, h("button.main", { type: "submit" }, "保存")),
    ),
  );
}
