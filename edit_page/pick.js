/* Words selected in the document → a fact of their task: what the language reads in them is offered. */

import { address, post } from "./api.js";
import { h, later, put } from "./dom.js";
import { selected } from "./document.js";
import { assign, goto, refused, state } from "./state.js";
import { FIELDS } from "./words.js";

/** What was picked and is waiting to be filled in by the task's view. */
let picked = null;

/** The proposal that was picked for a task, once. */
export function takePicked(number) {
  const taken = picked?.task === number ? picked : null;
  if (taken) picked = null;
  return taken;
}

/** What is read in `words` of a task; `before` tells repeated words apart. */
export const readings = (task, words, before = "") =>
  post(address(["read"]), { policy: state.policy.id, task, words, before });

/** Offer, wherever words of a task are selected in `pane`, what they can become. */
export function pick(pane) {
  const bubble = h("div.bubble", { role: "toolbar", "aria-label": "选中的字记为", hidden: true });
  pane.append(bubble);
  const hide = () => (bubble.hidden = true);
  const offer = later(async () => {
    const chosen = selected(pane);
    if (!chosen) return hide();
    try {
      const answer = await readings(chosen.task, chosen.words, chosen.before);
      if (selected(pane)?.words !== chosen.words) return;
      put(bubble, h("span", {}, "记为"), assignButton(chosen, answer.assignment), ...answer.proposals.map((proposal) => button(chosen.task, proposal, hide)));
      bubble.hidden = false;
      bubble.style.left = `${Math.max(8, Math.min(chosen.box.left, innerWidth - bubble.offsetWidth - 8))}px`;
      bubble.style.top = `${Math.max(8, Math.min(chosen.box.bottom + 6, innerHeight - bubble.offsetHeight - 8))}px`;
    } catch (error) {
      refused(error);
    }
  }, 250);
  document.addEventListener("selectionchange", offer);
  pane.addEventListener("scroll", hide);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

/** What makes of selected words the assignment clause of their task, where they read as one. */
function assignButton({ task, words, place }, assignment) {
  if (!assignment) return null;
  const units = assignment.map(([role, names]) => `${role} ${names.join("、")}`).join("；");
  return h("button", { type: "button", onclick: () => assign(task, words, place) }, `责任分工：${units}`);
}

function button(task, proposal, hide) {
  const { name, sign, mark } = FIELDS[proposal.field];
  return h(
    "button",
    {
      type: "button",
      onclick: () => {
        hide();
        getSelection().removeAllRanges();
        picked = { task, ...proposal };
        const place = [state.policy.id, "task", task, "new"];
        if (location.hash.startsWith(`#${place.map(encodeURIComponent).join("/")}`)) dispatchEvent(new HashChangeEvent("hashchange"));
        else goto(...place);
      },
    },
    h(`mark.${mark}`, { data: { sign } }, name),
    proposal.words ? `：${proposal.words}` : "",
  );
}
