"""The columns of the ledgers that units and the supervising office fill in: what each is called, and which field it becomes."""

from __future__ import annotations

FILL_SHEET, MERGED_SHEET = "进展填报", "汇总台账"
"""The sheet that a unit fills in, and that in which the office decides."""
TASK, KIND, MATTER, DUE, TARGET, MEASURE = "任务", "类别", "事项", "完成时限", "目标值", "计量单位"
"""What a ledger says of a row: whether it is the task or a fact of it, in which words, by when, how much."""
UNIT = "填报单位"
"""Of a ledger of all units whose report a row is."""
CHECKED = (TASK, MATTER, DUE, TARGET)
"""The columns whose words a row carries a digest of, in this order, see ``ledger_marks.shown_digest``."""
ACTUAL = "实际值"
"""Of a target with figures a number; of one without a word of :data:`WHOLE_WORDS`."""
REPORTED: dict[str, str] = {
    ACTUAL: "actual",
    "状态": "status",
    "完成日期": "completed",
    "进展情况": "progress",
    "存在问题": "problems",
    "下步措施": "next_steps",
    "佐证": "evidence",
}
"""The columns that a unit fills in, by the field of :class:`responsibility.model.progress.ProgressEntry`; a word of whole coverage becomes ``whole``."""
WHOLE_WORDS: dict[bool, str] = {True: "已做到", False: "未做到"}
"""What 实际值 offers for a target of whole coverage or of none at all (全覆盖、清零)."""
PERCENT = "%"
CONTACTS: dict[str, str] = {"责任领导": "leader", "责任人": "person", "联系电话": "telephone"}
"""The columns of names and telephone numbers, which are kept only where the office asks for it."""
DECIDED: dict[str, str] = {
    "决定": "what",
    "决定日期": "day",
    "依据": "basis",
    "延至": "due",
    "说明": "words",
}
"""The columns that the supervising office fills in, by the field of :class:`responsibility.model.decisions.Decision`."""
REPORTING_DAY = "报送日期"
"""The label of the cell that says for which day a ledger reports; the cell to its right has it."""
EVIDENCE_BETWEEN = "；"
"""What stands between several pieces of evidence in a cell; each may also have a line of its own."""
