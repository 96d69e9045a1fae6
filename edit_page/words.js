/* What the page calls things: signs and names of what words of the document became. */

export const FIELDS = {
  deadlines: { mark: "deadline", name: "时限", sign: "时" },
  targets: { mark: "target", name: "指标", sign: "指" },
  deliverables: { mark: "deliverable", name: "成果", sign: "果" },
  other_figures: { mark: "other", name: "其他数字", sign: "数" },
};

export const MARKS = {
  ...Object.fromEntries(Object.values(FIELDS).map(({ mark, name, sign }) => [mark, { name, sign }])),
  unit: { name: "单位", sign: "" },
  leader: { name: "领导", sign: "领" },
  period: { name: "时期", sign: "期" },
  rule: { name: "规则", sign: "规" },
  misprint: { name: "疑似笔误", sign: "疑" },
  erratum: { name: "勘误", sign: "勘" },
  figure: { name: "没有归类的数字或时间", sign: "？" },
  assignment: { name: "像是责任分工，没有读懂", sign: "？" },
};

export const RUNS = { around: "文件的其他部分", heading: "标题", text: "原文", clause: "责任分工", lost: "没有归属" };

/** Keys of `policy.yml` as an office calls them. */
export const AROUND = {
  letterhead: "版头", number: "发文字号", notice_title: "通知标题", addressees: "主送机关", notice: "通知正文",
  issuers: "印发机关", issued: "成文日期", annotation: "附注", title: "方案标题", preamble: "前言", closing: "文末",
};

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
