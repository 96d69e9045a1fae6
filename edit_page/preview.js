/* What would become of a change before it is saved: what the checks say, and the diff in words. */

import { changeLines } from "./changes.js";
import { h, later, put } from "./dom.js";
import { problemList } from "./problems.js";
import { tried } from "./state.js";

/** A function that shows, in `outcome`, what becomes of `actions()`; `own` picks the problems that concern it. */
export function preview(outcome, actions, own = () => true) {
  return later(async () => {
    try {
      const answer = await tried(actions());
      put(outcome, problemList(answer.problems.filter(own)) || h("p.fine", {}, "检查没有发现问题"), changeLines(answer));
    } catch (error) {
      if (error.status === undefined) throw error;
      put(outcome, problemList(error.problems) || h("p.alert", {}, error.message));
    }
  }, 300);
}
