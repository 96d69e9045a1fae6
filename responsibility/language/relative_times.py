"""Times that only another time, an event or a season can tell, and that stay in the document's words: 本月底前, 当日, 每逢双月.

Each pattern of :data:`RELATIVE` has the group ``said``, the words as the data keeps them.
"""

from __future__ import annotations

from responsibility.language.dates import BEFORE, DAY, END, PART_OF_YEAR, WEEKDAYS, month_and_day
from responsibility.language.numerals import COUNT, ONES
from responsibility.language.patterns import alternatives
from responsibility.model.dates import FEASTS

_CLAUSE = "(?<![^，。；：、（并且须应要在于至到])"
"""At the head of a clause, or behind a preposition."""
_EDGE = rf"{END}?(?:{BEFORE}|之?内|以内)"
_UP_TO = "(?:至|到|于|在|截至|截止)?"
_HANDLE = alternatives(
    (
        *("受理", "办", "完成", "报", "上报", "报送", "答复", "反馈", "处", "清", "送", "研判", "转", "核", "整改", "交办"),
        *("通知", "公布", "公示", "发布", "上传", "录入", "启动", "开展", "响应", "解决", "审", "签", "印发", "移交", "到"),
    )
)  # fmt: skip
"""What is done on a day that is told by another."""
_TELL = "告知|公告|公示|通知|报告|报备|预告|提醒|发布|公布|申请|书面|向|征求"
_LENGTH = rf"(?:{COUNT})(?:个工作日|工作日|天|日|个月|个?季度|年|周|个星期|个?小时)"
RELATIVE = (
    rf"{_UP_TO}(?P<said>[次翌隔]年(?:(?:{PART_OF_YEAR}|{month_and_day('next')}份?)?(?:年?{_EDGE}|{END}(?!尾))|{PART_OF_YEAR}|{month_and_day('own')}份?))",
    rf"{_UP_TO}(?P<said>(?:本|当|下个?|次|翌)月(?:份)?(?:{DAY}[日号](?:{BEFORE})?|[底末初上中下]旬?(?:{BEFORE})?|{_EDGE}))",
    rf"{_UP_TO}(?P<said>(?:本|当|下个?|次)(?:季度?|学期|学年|旬|周|星期)(?:{_EDGE}|{END}))",
    rf"{_UP_TO}(?P<said>[本下次]周[{WEEKDAYS}](?:{BEFORE}))",
    rf"{_CLAUSE}{_UP_TO}(?P<said>(?:季度|月|季|周|旬){END}(?:{BEFORE})?)(?={BEFORE}|{_HANDLE}|[，。；）]|$)",
    rf"{_CLAUSE}{_UP_TO}(?P<said>(?:当|次|翌|隔|第二)[日天](?:之?内|{BEFORE}|上午|下午)?)(?={_HANDLE})",
    rf"{_CLAUSE}{_UP_TO}(?P<said>年[初中](?:{BEFORE})?)(?={_HANDLE}|制定|下达|召开|组织|部署|检查|评估|建成|实现|编制)",
    rf"{_CLAUSE}(?P<said>节(?:{BEFORE}))",
    rf"(?P<said>(?:年底|(?:{alternatives(FEASTS)})节?)前的?{_LENGTH}(?:之?内|以上)?)",
    rf"{_CLAUSE}(?P<said>(?:{alternatives(FEASTS)})节?(?:过)?后)(?=，|开工|复工|完成|启动|开展|组织|实施|发放)",
    "(?P<said>今[秋冬]明[春夏]?(?:期间|之?前|以前)?)",
    rf"{_CLAUSE}(?P<said>(?:自|从)?即日起)(?![，]?[至到])",
    rf"(?P<said>每隔{_LENGTH})",
    rf"(?P<said>每(?:{COUNT})个?小时)",
    "(?P<said>(?:每逢?|逢)(?:节假日|法定节假日|重大节日|重要节日|双休日|双月|单月|周末|个?工作日))",
    rf"(?P<said>[^，。；：、（）0-9{ONES}十自从至到]{{0,8}}(?:到期|期满|届满|有效期满)(?:之日)?前的?{_LENGTH}(?:之?内|以前|前)?)",
    rf"(?P<said>(?:至少|应当?|须)?提前{_LENGTH}(?:以上)?)(?={_TELL})",
)
"""The patterns of such times."""
