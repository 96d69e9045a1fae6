"""The files that are published for download, each with its path on the site, by the rows of the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from posixpath import basename, splitext
from typing import Any, NamedTuple

from responsibility.advance import Advance, counted, silent
from responsibility.outputs.csv_tables import DATA_PACKAGE, with_file_names
from responsibility.outputs.drawing import Drawing
from responsibility.outputs.file_names import labels
from responsibility.outputs.json_data import JSON_FILE
from responsibility.outputs.registry import DATA, FORMATS, Archive, File, Subject
from responsibility.outputs.zip_writer import zipped
from responsibility.views import SiteView
from responsibility.views.units import UnitView

FOLDER = "downloads"
COUNTED_AS = "个文件"
"""How files are counted, see :data:`responsibility.advance.Advance`."""
_OF_UNITS = "各单位"
"""The folder of the units' files where people get them."""
_SEVERAL = "全部文件"
"""What stands for the policy's name where a file is of several."""


class Download(NamedTuple):
    """A file for download."""

    path: str
    """Where it is on the site; ASCII."""
    name: str
    """What people get it as: 区水务局任务台账.xlsx."""
    title: str
    """What it is for."""
    make: Callable[[], bytes]
    """Makes it, once."""
    write: Callable[[], bytes | Drawing]
    """Makes it, or says what it is drawn from."""
    for_programs: bool = False
    holds: tuple[Download, ...] = ()
    """Of an archive the files that are in it."""


class Downloads:
    """The files of a site: all that the registry has, or those of some formats."""

    def __init__(
        self,
        site: SiteView,
        formats: Iterable[str] | None = None,
        *,
        papers_alone: bool = False,
        exported: bool = False,
    ) -> None:
        """``formats`` are keys of the registry; raises KeyError for a name that is no format's.

        With ``papers_alone`` only what the supervising office sends out after a reporting day; where they are
        ``exported`` also what it keeps off its site.
        """

        def wanted(file: File[Any]) -> bool:
            return (file.paper or not papers_alone) and (exported or file.on_site(site.office))

        self._site = site
        chosen = {key: FORMATS[key] for key in (FORMATS if formats is None else formats)}
        policies = labels((policy.id, policy.record.metadata.name) for policy in site.policies)
        units = labels((view.unit.id, view.unit.name) for view in site.units)
        self._all = next(iter(policies.values())) if len(policies) == 1 else _SEVERAL
        self._of_policies = [
            self._download(file, policy, f"{FOLDER}/", policy.id, policies[policy.id])
            for format_ in chosen.values()
            for file in format_.of_policy
            if wanted(file)
            for policy in site.policies
            if file.exists(policy)
        ]
        of_site = (file for row in chosen.values() for file in row.of_site if wanted(file))
        self._of_site = self._site_files(of_site, FOLDER)
        of_units = [
            (file, self._by_unit(file, units))
            for row in chosen.values()
            for file in row.of_unit
            if wanted(file)
        ]
        self._of_units = {
            view.unit.id: [by_unit[view.unit.id] for _, by_unit in of_units if view.unit.id in by_unit]
            for view in site.units
        }
        self._archives = [
            _archive(file.archive, list(by_unit.values()))
            for file, by_unit in of_units
            if file.archive and by_unit
        ]

    def _by_unit(self, file: File[UnitView], names: Mapping[str, str]) -> dict[str, Download]:
        """The files of a kind by the id of the unit, given what units are called by id."""
        return {
            view.unit.id: self._download(file, view, f"{FOLDER}/units/", view.unit.id, names[view.unit.id])
            for view in self._site.units
            if file.exists(view)
        }

    def of_unit(self, view: UnitView) -> list[Download]:
        """The files of one unit; those that have nothing in them are left out."""
        return self._of_units[view.unit.id]

    def of_everything(self) -> list[Download]:
        """The files of everything and the site's own data, as the page of downloads lists them; those for programs last."""
        data = self._site_files(DATA.of_site, JSON_FILE.rpartition("/")[0])
        listed = [*self._of_policies, *self._archives, *self._of_site, *data]
        return sorted(listed, key=lambda download: download.for_programs)

    def listed(self) -> list[tuple[str, str, str]]:
        """What pages show of all of them: where each is, what it is called and what it is for."""
        of_units = [download for of_unit in self._of_units.values() for download in of_unit]
        return [(each.path, each.name, each.title) for each in (*self.of_everything(), *of_units)]

    def makers(self) -> dict[str, Callable[[], bytes]]:
        """What makes each file that the site holds, by its path."""
        return {download.path: download.make for download in (*self._common, *self._units)}

    def in_turn(self) -> Sequence[Download]:
        """All that the site holds, archives behind what they hold."""
        return (*self._of_policies, *self._of_site, *self._units, *self._archives)

    def by_path(self, advance: Advance = silent) -> dict[str, bytes]:
        """``{path: bytes}`` of every file as the site holds it; the same views give the same bytes."""
        return {path: make() for path, make in counted(self.makers().items(), COUNTED_AS, advance)}

    def by_name(self, advance: Advance = silent) -> dict[str, bytes]:
        """The same as people get them, units' files in a folder of their own: 各单位/区水务局任务台账.xlsx."""
        names = [(each.name, each) for each in self._common]
        names += [(f"{_OF_UNITS}/{each.name}", each) for each in self._units]
        files = {name: each.make() for name, each in counted(names, COUNTED_AS, advance)}
        if DATA_PACKAGE in files:
            tables = {basename(each.path): each.name for each in self._of_site}
            files[DATA_PACKAGE] = with_file_names(files[DATA_PACKAGE], tables)
        return files

    @property
    def _common(self) -> Sequence[Download]:
        return (*self._of_policies, *self._of_site, *self._archives)

    @property
    def _units(self) -> Sequence[Download]:
        return [download for of_unit in self._of_units.values() for download in of_unit]

    def _site_files(self, files: Iterable[File[SiteView]], folder: str) -> list[Download]:
        return [
            self._download(file, self._site, f"{folder}/", "", self._all)
            for file in files
            if file.exists(self._site)
        ]

    def _download(
        self, file: File[Subject], subject: Subject, folder: str, identity: str, label: str
    ) -> Download:
        path = folder + file.name.format(id=identity)
        write = partial(file.write, self._site, subject)
        return Download(
            path,
            file.called.format(name=label) + splitext(path)[1],
            file.title,
            cache(partial(_made, write)),
            write,
            file.for_programs,
        )


def _made(write: Callable[[], bytes | Drawing]) -> bytes:
    made = write()
    return made if isinstance(made, bytes) else made.drawn()


def _archive(archive: Archive, files: Sequence[Download]) -> Download:
    """One zip of ``files``, under the names that people get them as."""
    title = f"{archive.called}：每个单位一个文件，共 {len(files)} 个，可一起发给各单位（压缩包）"
    path = f"{FOLDER}/{archive.name}"

    def write() -> bytes:
        return zipped({file.name: file.make() for file in files})

    return Download(path, f"{archive.called}.zip", title, write, write, holds=tuple(files))


def downloads(
    site: SiteView, formats: Iterable[str] | None = None, advance: Advance = silent
) -> dict[str, bytes]:
    """``{path: bytes}`` of every file of these formats, of all without any, as the site holds them.

    Raises KeyError for a name that is no format's.
    """
    return Downloads(site, formats).by_path(advance)
