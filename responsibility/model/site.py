"""What an office says of itself and of its site: the file ``site.yml`` of a project."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from responsibility import DATA_FORMAT
from responsibility.model.base import DIGITS, Flag, Line, Record
from responsibility.model.dates import DateField
from responsibility.model.problems import fault

LOGO_SUFFIXES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")
_OWN_NAMES = ("index.html", "404.html", "assets", "data", "downloads", "search")
"""What every site has at its top."""
_LEAST_CONTRAST = 4.5
"""Between the white text of the header and what it stands on (WCAG 2.2, 1.4.3)."""


def _colour(text: str) -> str:
    if not re.fullmatch("#[0-9a-fA-F]{6}", text):
        raise fault("颜色要写成 '#8e1b1f' 的样子：井号和六位十六进制数字，加引号")
    return text.lower()


def _dark_colour(text: str) -> str:
    if _contrast_with_white(_colour(text)) < _LEAST_CONTRAST:
        raise fault("这个颜色太浅，页眉的白字看不清；换深一些的")
    return text.lower()


def _contrast_with_white(colour: str) -> float:
    """The ratio of WCAG 2.2 between white and ``#rrggbb``: 1 to 21."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _id(text: str) -> str:
    if not re.fullmatch("[a-z0-9-]{8,64}", text):
        raise fault("id 要由 8 到 64 个小写字母、数字和连字符组成；不要自己编，用 upgrade 命令生成")
    return text


def _format(number: int) -> int:
    if not 1 <= number <= DATA_FORMAT:
        raise fault(f"这个工具认得的格式是 1 到 {DATA_FORMAT}")
    return number


def _address(text: str) -> str:
    """The address with one slash at its end."""
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?", text):
        raise fault("网址要以 https:// 或 http:// 开头，如 https://www.example.gov.cn/zrqd/；不带问号和井号")
    return text.rstrip("/") + "/"


AddressField = Annotated[Line, AfterValidator(_address)]
"""Where a site is published, with one slash at its end."""


def _logo(text: str) -> str:
    """A path within the project; whether the file is there is looked at where folders are."""
    parts = text.split("/")
    if "\\" in text or ":" in text or any(part.startswith(".") or not part.strip() for part in parts):
        raise fault("logo 要写项目里一个文件的路径，如 images/logo.svg；不能是网址，不能以 / 或 . 开头")
    if not text.lower().endswith(LOGO_SUFFIXES):
        raise fault(f"logo 的扩展名要是 {'、'.join(LOGO_SUFFIXES)}")
    return text


def _kept(name: str) -> str:
    """A name at the top of the published site, none that the site itself needs."""
    if "/" in name or "\\" in name or name in (".", "..") or name.startswith(".staging-"):
        raise fault("keep 里写网站文件夹里一个文件或文件夹的名字，如 CNAME、robots.txt、.git，不写路径")
    if name.lower() in _OWN_NAMES:
        raise fault(f"keep 里不能写“{name}”：网站自己要用")
    return name


class Colours(Record):
    """The two colours of the site; the others follow from the roles of units."""

    primary: Annotated[Line, AfterValidator(_dark_colour)] | None = Field(
        default=None, description="页眉的颜色，如 '#8e1b1f'；上面是白字，要够深"
    )
    accent: Annotated[Line, AfterValidator(_colour)] | None = Field(
        default=None, description="指到、选中处的颜色，如 '#8e1b1f'"
    )


class SiteConfig(Record):
    """The file ``site.yml``; all of it may be absent."""

    id: Annotated[Line, AfterValidator(_id)] | None = Field(
        default=None, description="项目的标识，init 命令生成，定了不改：别的项目的网站凭它不会被误换"
    )
    format: Annotated[int, AfterValidator(_format), DIGITS] | None = Field(
        default=None, description="数据格式的版本，由 init 和 upgrade 命令写"
    )
    name: Line | None = Field(default=None, description="网站名称，默认 责任清单")
    jurisdiction: Line | None = Field(
        default=None, description="行政区，如 清河县：几个网站汇成一个门户时，写在每条旁边；不写的用网站名称"
    )
    publisher: Line | None = Field(default=None, description="主办单位，写在每页的页脚")
    contact: Line | None = Field(default=None, description="联系方式，写在每页的页脚")
    address: AddressField | None = Field(
        default=None, description="网站发布后的网址，如 https://www.example.gov.cn/zrqd/"
    )
    updated: DateField | None = Field(default=None, description="数据更新日期，如 2021-09-01，写在每页的页脚")
    colours: Colours = Field(default=Colours(), description="网站的颜色")
    logo: Annotated[Line, AfterValidator(_logo)] | None = Field(
        default=None, description="标志：项目里的一个图片文件，如 images/logo.svg"
    )
    keep: tuple[Annotated[Line, AfterValidator(_kept)], ...] = Field(
        default=(),
        description="网站文件夹里不是本工具写的、重新发布时要留下的文件和文件夹，如 [CNAME, robots.txt, .git]",
    )
    reminders: Flag = Field(
        default=True,
        description="网站上放不放催办函；写 false 的，下载页和单位页没有，要用时 export docx --bulletin 写到本机",
    )
    licence: Line | None = Field(default=None, description="数据的使用许可，如 CC BY 4.0，写在每页的页脚")
