"""The list of the sites that a portal is over: the file ``portal.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from responsibility.model.base import Line, Record
from responsibility.model.problems import fault
from responsibility.model.site import AddressField


def _folder(text: str) -> str:
    if "\\" in text:
        raise fault("文件夹的路径用 / 隔开，如 ../清河县/site")
    return text


class PortalSite(Record):
    """A published site: where its data is read, and where its pages are."""

    name: Line | None = Field(default=None, description="行政区或单位，写在每条旁边；不写的用网站自己的")
    folder: Annotated[Line, AfterValidator(_folder)] | None = Field(
        default=None, description="网站所在的文件夹，从 portal.yml 所在的地方算起"
    )
    address: AddressField | None = Field(
        default=None, description="网址；也写了 folder 的，数据从文件夹里读，链接指到这个网址"
    )

    @model_validator(mode="after")
    def _somewhere(self) -> PortalSite:
        if self.folder is None and self.address is None:
            raise fault("每个网站要写 folder 或 address")
        return self


class PortalList(Record):
    """The file ``portal.yml``."""

    name: Line | None = Field(default=None, description="门户的名称，默认 责任清单门户")
    publisher: Line | None = Field(default=None, description="主办单位，写在每页的页脚")
    contact: Line | None = Field(default=None, description="联系方式，写在每页的页脚")
    sites: tuple[PortalSite, ...] = Field(description="各个网站，按列出的次序")
