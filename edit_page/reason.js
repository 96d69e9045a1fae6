/* Asking for a reason. */

import { dialog, field, h } from "./dom.js";
import { state } from "./state.js";

/** Ask `question` under a heading; offers the usual reasons of figures unless told others. Resolves to the words, or null. */
export function reasonDialog(heading, question, offers = state.form.reasons) {
  return dialog(heading, (close) => {
    const input = h("input", { type: "text", required: true, autofocus: true, autocomplete: "off" });
    const take = (event) => {
      event.preventDefault();
      if (input.value.trim()) close(input.value.trim());
    };
    return h(
      "form",
      { onsubmit: take },
      field(question, input),
      h(
        "p.offers",
        {},
        (offers || []).map((reason) => h("button.small", { type: "button", onclick: () => close(reason) }, reason)),
      ),
      h("p.actions", {}, h("button.main", { type: "submit" }, "就这样"), h("button", { type: "button", onclick: () => close(null) }, "取消")),
    );
  });
}
