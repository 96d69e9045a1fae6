"""What pydantic finds wrong with a record, as a check and in the words that a person is told."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from responsibility.data.known_keys import known_keys
from responsibility.language.near_names import perhaps
from responsibility.model import Record
from responsibility.model.problems import Check

MISSING_KEY = Check(
    "missing-key", "必填的键都在", "error", "补上这一项；可填的键编辑器会提示，说明在项目的 schema/ 里"
)
UNKNOWN_KEY = Check(
    "unknown-key", "没有不认识的键", "error", "检查拼写；可填的键编辑器会提示，说明在项目的 schema/ 里"
)
WRONG_TYPE = Check(
    "wrong-type", "每个键的值是规定的类型", "error", "照说明改正：编辑器会提示，说明在项目的 schema/ 里"
)
WRONG_VALUE = Check(
    "wrong-value", "每个键的值合乎规定", "error", "照说明改正：编辑器会提示，说明在项目的 schema/ 里"
)

_TYPES = {
    "string_type": "要写一段文字",
    "bool_parsing": "要写 true 或 false",
    "bool_type": "要写 true 或 false",
    "int_parsing": "要写整数",
    "int_type": "要写整数",
    "decimal_parsing": "要写数字",
    "decimal_type": "要写数字",
    "finite_number": "要写有限的数字",
    "tuple_type": "要写成列表：[甲, 乙]，或每行一个“- ”",
    "model_type": "要写成“键: 值”的样子",
    "model_attributes_type": "要写成“键: 值”的样子",
}
_VALUES = {
    "string_too_long": "太长",
    "string_too_short": "不能是空的",
    "string_pattern_mismatch": "写法不对",
    "decimal_max_digits": "位数太多",
    "decimal_max_places": "小数位太多",
    "decimal_whole_digits": "位数太多",
    "less_than_equal": "太大",
    "int_parsing_size": "太大",
    "literal_error": "不是可选的值",
    "greater_than_equal": "太小",
}


_FORMS = {
    "number": "任务写 1、2……，保障措施写 s1、s2……，部分写 1、2……",
    "key": "如 二 或 二（五），括号用全角",
    "duration": "如 3 years、6 months、10 days",
    "id": "小写字母开头，只用小写字母、数字和连字符",
}


def explain(detail: ErrorDetails, form: type[Record]) -> tuple[Check, str]:
    """The check and the plain message for what pydantic found in a record of ``form``."""
    keys, kind = detail["loc"], detail["type"]
    name = next((str(key) for key in reversed(keys) if isinstance(key, str)), "文件")
    context = detail.get("ctx", {})
    if kind.startswith("union_tag_"):  # which of several records it is: by the value of one key
        key, allowed = context["discriminator"].strip("'"), context.get("expected_tags", "")
        if kind == "union_tag_not_found":
            return MISSING_KEY, f"缺少“{key}”"
        return (
            WRONG_VALUE,
            f"“{key}”的值“{short(str(context['tag']))}”不是可选的值；可选：{_listed(allowed)}",
        )
    if kind == "missing":
        return MISSING_KEY, f"缺少“{name}”"
    if kind == "extra_forbidden":
        return UNKNOWN_KEY, f"不认识的键“{name}”{perhaps(name, known_keys(form, keys[:-1]))}"
    given = detail["input"]
    shown = f"“{short(given)}”" if isinstance(given, str) else "这里"
    if kind == "rule":
        return WRONG_VALUE, str(detail["msg"])
    if kind in _TYPES:
        return (
            WRONG_TYPE,
            f"“{name}”{_TYPES[kind]}，现在是{shown if isinstance(given, str) else _shape(given)}",
        )
    if kind in ("too_short", "too_long"):
        return WRONG_VALUE, f"“{name}”的个数不对" if given else f"“{name}”是空的"
    allowed = str(context.get("expected", ""))
    rest = f"；可选：{_listed(allowed)}" if allowed else ""
    if kind == "string_pattern_mismatch":
        way = _FORMS.get(name, "") if str(given).strip() else "不能是空的"
        rest = "：要写成一行" if "\n" in str(given) else f"：{way}" if way else ""
    return WRONG_VALUE, f"“{name}”的值{shown}{_VALUES.get(kind, '不合规定')}{rest}"


def explained(error: ValidationError, form: type[Record]) -> list[str]:
    """What is wrong with a record of ``form``, in the words in which a file's problems are told."""
    return list(dict.fromkeys(explain(detail, form)[1] for detail in error.errors(include_url=False)))


def _listed(allowed: str) -> str:
    """``甲、乙`` from pydantic's ``'甲', '乙' or '丙'``."""
    return allowed.replace(" or ", "、").replace(", ", "、").replace("'", "")


def short(text: str) -> str:
    """``text`` as a message names it: of a long one the beginning."""
    return text if len(text) <= 30 else text[:30] + "……"


def _shape(given: object) -> str:
    return "列表" if isinstance(given, list) else "“键: 值”" if isinstance(given, dict) else "别的东西"
