/* The units that a policy names: spellings of one office joined, names put right, kinds and members. */

import { nearNames } from "./chips.js";
import { dialog, field, h, put, tell } from "./dom.js";
import { shortcuts } from "./keys.js";
import { nextTask } from "./overview.js";
import { hash, loadUnits, save, state } from "./state.js";

let cursor = 0;

export async function showUnits(work, place) {
  const id = state.policy.id;
  const { units } = Object.assign(await loadUnits(id), { policy: id });
  const groups = variantGroups(units);
  const next = nextTask();
  put(work, 
    h("h1", {}, "单位"),
    h("p", {}, `这份文件写到 ${units.length} 个单位。先看名称对不对、是不是同一个；类别和成员随时可以再定。`),
    groups.length ? [h("h2", {}, "是不是同一个单位？"), h("ul.variants", {}, groups.map(variantGroup))] : "",
    h("h2", {}, "各单位"),
    h(
      "table.units",
      {},
      h("thead", {}, h("tr", {}, ["单位", "类别", "写到", "改"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, units.map(row)),
    ),
    h("p.actions", {}, next ? h("a.step.main", { href: hash(id, "task", next.number) }, "单位看过了，核对任务") : h("a.step", { href: hash(id, "tasks") }, "回到任务")),
  );
  const rows = [...work.querySelectorAll("tbody tr")];
  const focus = (index) => {
    cursor = Math.max(0, Math.min(index, rows.length - 1));
    rows[cursor]?.querySelector("button, select, a")?.focus();
  };
  if (place[1] !== undefined) focus(Math.max(0, rows.findIndex((each) => each.dataset.index === place[1])));
  const chosen = () => units[rows.findIndex((each) => each.contains(document.activeElement))] || units[cursor];
  shortcuts("单位", [
    ["j", "下一个单位", () => focus(cursor + 1)],
    ["k", "上一个单位", () => focus(cursor - 1)],
    ["e", "改名", () => rename(chosen())],
    ["m", "并入另一个单位", () => merge(chosen())],
    ["n", "核对任务", () => next && (location.hash = hash(id, "task", next.number))],
  ]);
}

/** Groups of names that may be one office, the name that stands most often first. */
function variantGroups(units) {
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const done = new Set();
  return units
    .filter((unit) => unit.variants.length)
    .map((unit) => {
      if (done.has(unit.name)) return null;
      const group = [unit, ...unit.variants.map((name) => byName.get(name) || { name, count: 0 })];
      group.forEach((each) => done.add(each.name));
      return group.sort((one, other) => other.count - one.count);
    })
    .filter(Boolean);
}

/** What strikes the questions of the import whether the units of `group` are one; the last first, as the others keep their index. */
const settled = (group) =>
  state.policy.unsettled
    .filter(({ what }) => group.every((unit) => what.includes(`“${unit.name}”`)))
    .map(({ index }) => ({ do: "settle", policy: state.policy.id, index }))
    .reverse();

function variantGroup(group) {
  return h(
    "li",
    {},
    h("p", {}, group.map((unit) => `“${unit.name}”（${unit.count} 处）`).join("、")),
    h(
      "p.actions",
      {},
      group.map((unit) =>
        h(
          "button",
          {
            type: "button",
            onclick: () =>
              save([{ do: "merge_units", into: unit.name, units: group.filter((each) => each !== unit).map((each) => each.name) }, ...settled(group)]),
          },
          `是，都叫“${unit.name}”`,
        ),
      ),
      settled(group).length > 0 && h("button", { type: "button", onclick: () => save(settled(group)) }, "不是同一个"),
    ),
  );
}

function row(unit) {
  const kind = h(
    "select",
    { "aria-label": `“${unit.name}”的类别`, value: unit.kind, onchange: () => setKind(unit, kind.value) },
    state.form.kinds.map(([id, name]) => h("option", { value: id }, name)),
  );
  return h(
    "tr",
    { data: { index: unit.index ?? "" }, className: unit.doubtful ? "doubtful" : "" },
    h(
      "th",
      { scope: "row" },
      unit.name,
      unit.doubtful && h("p.notice", {}, unit.doubtful),
      unit.aliases.length > 0 && h("p.help", {}, `又写作 ${unit.aliases.join("、")}`),
      unit.members === "unlisted" ? h("p.help", {}, "成员：文件没有列明") : unit.members && h("p.help", {}, `成员：${unit.members.join("、")}`),
    ),
    h("td", {}, kind),
    h("td", {}, h("details", {}, h("summary", {}, `${unit.count} 处`), h("ul", {}, unit.items.map(item)))),
    h(
      "td.actions",
      {},
      h("button.small", { type: "button", onclick: () => rename(unit) }, "改名"),
      h("button.small", { type: "button", onclick: () => merge(unit) }, "并入……"),
      h("button.small", { type: "button", onclick: () => split(unit) }, "拆开"),
      unit.members && h("button.small", { type: "button", onclick: () => members(unit) }, "成员"),
    ),
  );
}

const item = ({ policy, number, part, role, title }) => {
  const name = state.form.roles.find((each) => each.key === role)?.name || role;
  return h("li", {}, h("a", { href: hash(policy, "task", number) }, `${number}${part ? `（${part}）` : ""} ${title}`), ` ${name}`);
};

/** A kind; a unit that becomes a collective has members, any other has none. */
function setKind(unit, kind) {
  const set = { kind };
  if (kind === "collective") set.members = "unlisted";
  else if (unit.members) set.members = null;
  return save([{ do: "set_unit", unit: unit.name, set }]);
}

async function asked(heading, label, value, help, button) {
  return dialog(heading, (close) => {
    const input = h("input", { type: "text", value, required: true, autofocus: true, autocomplete: "off" });
    return h(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          close(input.value.trim());
        },
      },
      field(label, input, { help }),
      h("p.actions", {}, h("button.main", { type: "submit" }, button), h("button", { type: "button", onclick: () => close(null) }, "取消")),
    );
  });
}

async function rename(unit) {
  const name = await asked(`改名：${unit.name}`, "名称", unit.name, `${unit.count} 处都改；原文的写法照样保留。`, "改名");
  if (name && name !== unit.name) await save([{ do: "rename_unit", unit: unit.name, name }]);
}

async function split(unit) {
  const written = await asked(`拆开：${unit.name}`, "其实是哪几个单位（用“、”隔开）", unit.name, "", "拆开");
  const into = (written || "").split(/[、,，\s]+/).filter(Boolean);
  if (into.length > 1) await save([{ do: "split_unit", unit: unit.name, into }]);
  else if (written) tell("要写出至少两个单位", true);
}

async function merge(unit) {
  const into = await dialog(`“${unit.name}”其实是`, (close) => [
    nearNames("哪个登记的单位", close, { exact: true }),
    h("p.help", {}, `${unit.count} 处都改用那个名称，“${unit.name}”记为它的别的写法。`),
    h("p.actions", {}, h("button", { type: "button", onclick: () => close(null) }, "取消")),
  ]);
  if (into && into !== unit.name) await save([{ do: "merge_units", into, units: [unit.name] }]);
}

async function members(unit) {
  const listed = await dialog(`“${unit.name}”的成员`, (close) => {
    const area = h("textarea", { rows: 8, value: unit.members === "unlisted" ? "" : unit.members.join("\n"), autofocus: true });
    const names = () => area.value.split(/[\n、]+/).map((name) => name.trim()).filter(Boolean);
    return [
      field("一行一个，用登记的名称", area, { help: "文件没有列明的，不要猜。" }),
      h(
        "p.actions",
        {},
        h("button.main", { type: "button", onclick: () => close(names()) }, "保存"),
        h("button", { type: "button", onclick: () => close("unlisted") }, "文件没有列明"),
        h("button", { type: "button", onclick: () => close(null) }, "取消"),
      ),
    ];
  });
  if (listed === null) return;
  const known = new Set(state.units.units.map((each) => each.name));
  const fresh = Array.isArray(listed) ? listed.filter((name) => !known.has(name)) : [];
  await save([
    ...fresh.map((name) => ({ do: "add_unit", name })),
    { do: "set_unit", unit: unit.name, set: { members: listed.length ? listed : "unlisted" } },
  ]);
}
