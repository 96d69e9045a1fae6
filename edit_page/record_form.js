/* The form of one fact, in the office's words: its controls write into the record that they are given. */

import { field, fresh, h } from "./dom.js";
import { state } from "./state.js";
import { DEADLINES, DEADLINE_KEYS } from "./words.js";

const yes = (value) => value === true || value === "true";

/** The controls for a record of `fieldName`; `changed` is called after each change, with `true` where the form must be made anew. */
export function recordForm(fieldName, record, changed) {
  const form = new Form(fieldName, record, changed);
  return FORMS[fieldName](form);
}

/** The fields that a record of `fieldName` needs and does not have; a deadline needs what its kind is about. */
export function missingFields(fieldName, record) {
  const said = fieldName === "deadlines" ? DEADLINE_KEYS[deadlineKind(record)][0] : null;
  return state.form.records[fieldName].filter(({ key, required }) => (required || key === said) && !record[key]);
}

class Form {
  constructor(fieldName, record, changed) {
    Object.assign(this, { fieldName, record, changed });
  }

  meta(key) {
    return (state.form.records[this.fieldName] || []).find((each) => each.key === key) || { label: key, help: "" };
  }

  set(key, value) {
    if (value === "" || value === null || value === false) delete this.record[key];
    else this.record[key] = value;
    this.changed();
  }

  labelled(key, control, label) {
    const { label: name, help } = this.meta(key);
    return field(label || name, control, { help, key });
  }

  text(key, { label, rows = 0, list = null } = {}) {
    const control = h(rows ? "textarea" : "input", {
      rows: rows || null,
      type: rows ? null : "text",
      name: key,
      list,
      autocomplete: "off",
      value: this.record[key] ?? "",
      oninput: (event) => this.set(key, event.target.value.trim()),
    });
    return this.labelled(key, control, label);
  }

  choice(key, choices = this.meta(key).choices || [], { label, empty = null, remake = false } = {}) {
    const listed = empty === null ? choices : [["", empty], ...choices];
    const control = h(
      "select",
      {
        name: key,
        value: this.record[key] ?? "",
        onchange: (event) => {
          this.set(key, event.target.value);
          if (remake) this.changed(true);
        },
      },
      listed.map(([value, name]) => h("option", { value }, name)),
    );
    return field(label || this.meta(key).label, control, { key });
  }

  check(key, label) {
    const control = h("input", {
      type: "checkbox",
      name: key,
      checked: yes(this.record[key]),
      onchange: (event) => this.set(key, event.target.checked),
    });
    return h("label.check", {}, control, label || this.meta(key).label);
  }
}

const more = (name, open, ...children) => h("details.more", { open }, h("summary", {}, name), children);

// ---------------------------------------------------------------- deadlines

/** The kind that was chosen for a deadline, else the one that its record says. */
const deadlineKind = (record) => record.kind_shown || DEADLINES.find(([, , fits]) => fits(record))[0];

function deadlineForm(form) {
  const { record } = form;
  const kind = deadlineKind(record);
  const periods = record.period || state.policy.periods?.length;
  const select = h(
    "select",
    {
      name: "kind",
      value: kind,
      onchange: (event) => {
        const keep = new Set(DEADLINE_KEYS[event.target.value]);
        for (const key of Object.values(DEADLINE_KEYS).flat()) if (!keep.has(key)) delete record[key];
        if (["ongoing", "immediate"].includes(event.target.value)) record[event.target.value] = true;
        Object.defineProperty(record, "kind_shown", { value: event.target.value, configurable: true });
        form.changed(true);
      },
    },
    DEADLINES.filter(([value]) => value !== "period" || periods).map(([value, name]) => h("option", { value }, name)),
  );
  return [
    form.text("quote", { rows: 2 }),
    field("哪一种时限", select),
    h("div.row", {}, DEADLINE_KEYS[kind].map((key) => DEADLINE_CONTROLS[key](form)).filter(Boolean)),
    more("事项、读法", Boolean(record.matter || record.read_as), form.text("matter"), form.text("read_as")),
  ];
}

const DEADLINE_CONTROLS = {
  due: (form) => form.text("due"),
  start: (form) => form.text("start"),
  before: (form) => form.check("before", "原文写“前”"),
  period: (form) => {
    const names = state.policy.periods || [];
    return names.length ? form.choice("period", names.map((name) => [name, name]), { empty: "（不属于）" }) : form.record.period ? form.text("period") : null;
  },
  every: (form) => form.choice("every", undefined, { empty: "（请选）" }),
  times: (form) => form.text("times"),
  month: (form) => form.text("month"),
  day: (form) => form.text("day"),
  duration: durationControl,
  counted_from: (form) => form.text("counted_from"),
  ongoing: () => null,
  immediate: () => null,
};

function durationControl(form) {
  const [number = "", unit = "years"] = (form.record.duration || "").split(" ");
  const amount = h("input", { type: "number", min: 1, max: 999, value: number, name: "duration" });
  const unitId = fresh("unit");
  const units = h("select", { id: unitId, "aria-label": "时长的单位", value: unit }, state.form.lengths.map(([value, name]) => h("option", { value }, name)));
  const update = () => form.set("duration", amount.value ? `${amount.value} ${units.value}` : "");
  amount.addEventListener("input", update);
  units.addEventListener("change", update);
  const labelled = form.labelled("duration", amount);
  amount.after(units);
  return labelled;
}

// ---------------------------------------------------------------- targets

function targetForm(form) {
  const { record } = form;
  return [
    form.text("indicator"),
    form.text("quote", { rows: 2 }),
    valuesControl(form),
    h("div.row", {}, form.check("all", "全部、全覆盖"), form.check("none", "清零、不得")),
    h("div.row", {}, form.text("scope"), form.text("baseline"), form.choice("compare", undefined, { empty: "（有数值，不填）" })),
    more("读法", Boolean(record.read_as), form.text("read_as")),
  ];
}

function valuesControl(form) {
  const values = (form.record.values || []).map((value) => ({ ...value }));
  const update = () => form.set("values", values.length ? values.map((value) => ({ ...value })) : "");
  const group = h("fieldset.values", {}, h("legend", {}, "数值"));
  values.forEach((value, index) => group.append(valueRow(form, values, index, update)));
  group.append(
    h("p.wrong", { data: { for: "values" }, role: "alert" }),
    h(
      "button.small",
      {
        type: "button",
        onclick: () => {
          form.record.values = [...values, { equals: "", unit: "" }];
          form.changed(true);
        },
      },
      "加一个数值",
    ),
  );
  return group;
}

function valueRow(form, values, index, update) {
  const value = values[index];
  const direction = state.form.directions.map(([key]) => key).find((key) => key in value) || "equals";
  const numbers = [value[direction] ?? ""].flat();
  const name = `第 ${index + 1} 个数值`;
  const set = (key, given) => {
    for (const [other] of state.form.directions) delete value[other];
    value[key] = key === "between" ? given : given[0];
    update();
  };
  const inputs = (direction === "between" ? [0, 1] : [0]).map((place) =>
    h("input.number", {
      type: "text",
      inputmode: "decimal",
      "aria-label": direction === "between" ? `${name}${place ? "到" : "从"}` : name,
      value: String(numbers[place] ?? ""),
      oninput: () => set(direction, inputs.map((input) => input.value.trim())),
    }),
  );
  return h(
    "div.value",
    {},
    h(
      "select",
      {
        "aria-label": `${name}的方向`,
        value: direction,
        onchange: (event) => {
          set(event.target.value, [numbers[0] ?? "", numbers[1] ?? ""]);
          form.changed(true);
        },
      },
      state.form.directions.map(([key, label]) => h("option", { value: key }, label)),
    ),
    inputs,
    h("input.unit", {
      type: "text",
      "aria-label": `${name}的计量单位`,
      placeholder: "单位",
      value: value.unit ?? "",
      oninput: (event) => {
        value.unit = event.target.value.trim();
        update();
      },
    }),
    h(
      "button.small",
      {
        type: "button",
        "aria-label": `去掉${name}`,
        onclick: () => {
          values.splice(index, 1);
          update();
          form.changed(true);
        },
      },
      "×",
    ),
  );
}

// ---------------------------------------------------------------- deliverables, other figures

const deliverableForm = (form) => [
  form.text("name"),
  form.choice("kind", undefined, { empty: "（请选）" }),
  form.text("quote", { rows: 2 }),
];

function otherForm(form) {
  const list = fresh("reasons");
  return [
    form.text("quote", { rows: 2 }),
    form.text("why", { list }),
    h("datalist", { id: list }, (state.form.reasons || []).map((reason) => h("option", { value: reason }))),
  ];
}

const FORMS = { deadlines: deadlineForm, targets: targetForm, deliverables: deliverableForm, other_figures: otherForm };
