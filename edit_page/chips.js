/* The units of an item by role, as chips in the document's order: add, remove, move, and 等 behind one. */

import { address, get } from "./api.js";
import { fresh, h, later, put, tell } from "./dom.js";
import { refused, state } from "./state.js";

const etc = () => state.form.etc;

/**
 * Chips for `units` (`{lead_units: ["甲局", "乙局等"], …}`), which are changed in place; `changed` is called after each change.
 * A chip that has the focus: ← → goes on, Shift+← Shift+→ moves it (from a list's end into the next role's), Delete removes it, E puts 等 behind it.
 */
export function unitChips(units, changed) {
  const box = h("div.roles");
  let dragged = null;

  const key = (role) => `${role.key}_units`;
  const lists = () => state.form.roles.map((role) => (units[key(role)] ||= []));

  function fill(focus) {
    lists();
    put(box, ...state.form.roles.map((role, index) => roleRow(role, index)));
    if (focus) box.querySelector(`[data-chip="${focus[0]}-${focus[1]}"]`)?.focus();
  }

  function update(focus) {
    fill(focus);
    changed();
  }

  function roleRow(role, index) {
    const list = lists()[index];
    const id = fresh("role");
    return h(
      `div.role.${role.key}`,
      {
        ondragover: (event) => dragged && event.preventDefault(),
        ondrop: (event) => drop(event, index, list.length),
      },
      h("h3", { id }, h("span.sign", { "aria-hidden": "true" }, role.sign), role.name),
      h("ol.chips", { "aria-labelledby": id }, list.map((name, place) => chip(role, index, list, place))),
      adder(role, index),
    );
  }

  function chip(role, index, list, place) {
    const written = list[place];
    const open = written.endsWith(etc()) && written !== etc();
    const name = open ? written.slice(0, -etc().length) : written;
    return h(
      "li.chip",
      {
        draggable: "true",
        ondragstart: () => (dragged = [index, place]),
        ondragend: () => (dragged = null),
        ondragover: (event) => dragged && event.preventDefault(),
        ondrop: (event) => drop(event, index, place),
      },
      h(
        "button.name",
        {
          type: "button",
          data: { chip: `${index}-${place}` },
          "aria-label": `${role.name}第 ${place + 1} 个：${written}`,
          title: "← → 移动焦点，Shift+← → 调次序，Delete 去掉，E 写“等”",
          onkeydown: (event) => keyed(event, index, place),
        },
        name,
      ),
      h(
        "button.etc",
        {
          type: "button",
          "aria-pressed": String(open),
          "aria-label": `“${name}”之后写“${etc()}”`,
          onclick: () => toggle(index, place),
        },
        open ? etc() : `＋${etc()}`,
      ),
      h("button.off", { type: "button", "aria-label": `去掉“${name}”`, onclick: () => takeOff(index, place) }, "×"),
    );
  }

  function toggle(index, place) {
    const list = lists()[index];
    list[place] = list[place].endsWith(etc()) ? list[place].slice(0, -etc().length) : list[place] + etc();
    update([index, place]);
  }

  function takeOff(index, place) {
    const [name] = lists()[index].splice(place, 1);
    tell(`去掉了“${name}”`);
    update([index, Math.min(place, lists()[index].length - 1)]);
  }

  function move(from, to) {
    const [name] = lists()[from[0]].splice(from[1], 1);
    lists()[to[0]].splice(to[1], 0, name);
    tell(`“${name}”：${state.form.roles[to[0]].name}第 ${to[1] + 1} 个`);
    update(to);
  }

  function drop(event, index, place) {
    if (!dragged) return;
    event.preventDefault();
    event.stopPropagation();
    const same = dragged[0] === index;
    move(dragged, [index, same ? Math.min(place, lists()[index].length - 1) : place]);
    dragged = null;
  }

  function keyed(event, index, place) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && event.shiftKey) shift(index, place, step);
    else if (step) box.querySelector(`[data-chip="${index}-${place + step}"]`)?.focus();
    else if (event.key === "Delete" || event.key === "Backspace") takeOff(index, place);
    else if (event.key === "e" || event.key === "E") toggle(index, place);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function shift(index, place, step) {
    const list = lists()[index];
    const inList = place + step >= 0 && place + step < list.length;
    if (inList) return move([index, place], [index, place + step]);
    const other = index + step;
    if (lists()[other]) move([index, place], [other, step > 0 ? 0 : lists()[other].length]);
  }

  function adder(role, index) {
    return nearNames(`加${role.name}`, (name) => {
      if (lists()[index].includes(name)) return tell(`“${name}”已在${role.name}里`, true);
      lists()[index].push(name);
      changed();
      fill();
      box.querySelectorAll(".role")[index].querySelector("input").focus();
    });
  }

  fill();
  return box;
}

/** An input that offers registered units as one types; `take` gets the name that was chosen. */
export function nearNames(label, take, { exact = false } = {}) {
  const listId = fresh("near");
  const list = h("ul.near", { id: listId, role: "listbox", "aria-label": "登记的单位", hidden: true });
  const input = h("input", {
    type: "text",
    role: "combobox",
    "aria-label": label,
    "aria-expanded": "false",
    "aria-controls": listId,
    "aria-autocomplete": "list",
    placeholder: label,
    autocomplete: "off",
  });
  let at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (name) => {
    input.value = "";
    close();
    take(name);
  };
  const mark = (step) => {
    const options = [...list.children];
    if (!options.length) return;
    at = (at + step + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };
  const offer = later(async () => {
    const written = input.value.trim();
    if (!written) return close();
    let names = [];
    try {
      names = (await get(address(["units", "near"], { name: written }))).names;
    } catch (error) {
      refused(error);
    }
    if (input.value.trim() !== written) return;
    const bare = written.endsWith(etc()) ? written.slice(0, -etc().length) : written;
    const entries = names.map((name) => [name, name]);
    if (!exact && !names.includes(bare)) entries.push([written, `用新单位“${written}”`]);
    put(list, 
      ...entries.map(([name, shown]) =>
        h("li", { role: "option", id: fresh("option"), "aria-selected": "false", data: { name }, onmousedown: (event) => (event.preventDefault(), choose(name)) }, shown),
      ),
    );
    at = -1;
    list.hidden = !entries.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }, 120);

  input.addEventListener("input", offer);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(1);
    else if (event.key === "ArrowUp") mark(-1);
    else if (event.key === "Enter" && at >= 0 && !list.hidden) choose(list.children[at].dataset.name);
    else if (event.key === "Enter" && list.children.length && !list.hidden) choose(list.children[0].dataset.name);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return h("span.adder", {}, input, list);
}
