"""What a command cannot go on from: one base class, which the command line turns into one plain line."""

from __future__ import annotations

import errno


class ResponsibilityError(Exception):
    """Base of everything that ends a command with a plain message in Chinese.

    ``label`` is what the command line puts before the message; ``command`` the one of its
    commands that helps, which it names as the user calls it.
    """

    label = "错误："

    def __init__(self, message: object, command: str = "") -> None:
        super().__init__(message)
        self.command = command


class BuildError(ResponsibilityError):
    """The site could not be built; the message says why, the old site is untouched."""


class ProjectError(ResponsibilityError):
    """There is no project, or this tool cannot work on it."""


class FaultyDataError(ResponsibilityError):
    """The data has errors: the message is the whole report, a problem a line."""

    label = ""


class EmptyProjectError(ResponsibilityError):
    """The project has no policy yet."""

    label = ""


REASONS = {
    errno.EACCES: "没有权限",
    errno.EBUSY: "正被占用",
    errno.ECONNREFUSED: "连接被拒绝",
    errno.ECONNRESET: "连接中断",
    errno.EEXIST: "已经有同名的文件或文件夹",
    errno.EFBIG: "文件太大",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ELOOP: "符号链接绕成了圈",
    errno.ENAMETOOLONG: "名字太长",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EPERM: "没有权限",
    errno.EPIPE: "接收输出的程序已经结束",
    errno.EROFS: "磁盘是只读的",
    errno.EXDEV: "不在同一个磁盘上",
}
_SHARING_VIOLATION = 32  # Windows: another program, such as Excel, has the file open


def reason(error: OSError) -> str:
    """Why the system refused, in plain Chinese where the reason is a common one."""
    if getattr(error, "winerror", None) == _SHARING_VIOLATION:
        return REASONS[errno.EBUSY]
    return REASONS.get(error.errno or 0) or error.strerror or str(error)


def refusal(error: OSError, what: str = "") -> str:
    """What the system refused and why; ``what`` names it where the error does not."""
    return f"{error.filename or what} {reason(error)}".strip()
