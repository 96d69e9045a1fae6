/* What the page calls things: signs and names of what words of the document became. */

/** The lists of facts: how the document marks their words; their names come with the forms. */
export const FIELDS = {
  deadlines: { mark: "deadline", sign: "时" },
  targets: { mark: "target", sign: "指" },
  deliverables: { mark: "deliverable", sign: "果" },
  other_figures: { mark: "other", sign: "数" },
};

export const MARKS = {
  ...Object.fromEntries(Object.values(FIELDS).map((field) => [field.mark, field])),
  unit: { name: "单位", sign: "" },
  leader: { name: "领导", sign: "领" },
  period: { name: "时期", sign: "期" },
  rule: { name: "规则", sign: "规" },
  misprint: { name: "疑似笔误", sign: "疑" },
  erratum: { name: "勘误", sign: "勘" },
  figure: { name: "没有归类的数字或时间", sign: "？" },
  assignment: { name: "像是责任分工，没有读懂", sign: "？" },
};

/** Take the names of the lists of facts from the forms: `[["deadlines", "时限"], …]`. */
export function nameFields(fields) {
  for (const [field, name] of fields) FIELDS[field].name = name;
}

/** The kinds of deadlines, each with the keys that say it; the first that fits a record is its kind. */
export const DEADLINES = [
  ["cycle", "按周期", (record) => record.every],
  ["length", "一段时长", (record) => record.duration],
  ["period", "在某个时期", (record) => record.period && !record.due],
  ["span", "从何时到何时", (record) => record.start],
  ["ongoing", "长期坚持", (record) => record.ongoing],
  ["immediate", "立即", (record) => record.immediate],
  ["due", "到某时为止", () => true],
];
/** The keys that each kind may have besides those of all. */
export const DEADLINE_KEYS = {
  due: ["due", "before", "period"],
  span: ["start", "due", "before"],
  cycle: ["every", "times", "month", "day", "before", "period"],
  length: ["duration", "counted_from"],
  period: ["period"],
  ongoing: ["ongoing"],
  immediate: ["immediate"],
};
