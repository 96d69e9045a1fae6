"""What the page may ask to be done: one record an action, told apart by its ``do``."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from responsibility.model import FactField, Line, Record, Text

Values = dict[str, Any]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Index = Annotated[int, Field(ge=0, le=100_000)]


class _OfTask(Record):
    policy: Name
    task: Name


class _OfFact(_OfTask):
    field: FactField
    index: Index


class Accept(_OfTask):
    """A fact, or the assignment of units of a task or part, has been looked at and is right."""

    do: Literal["accept"]
    field: FactField | None = None
    index: Index = 0
    part: str = ""


class AcceptTask(_OfTask):
    """All of a task is right."""

    do: Literal["accept_task"]


class ChangeFact(_OfFact):
    """A fact says something else."""

    do: Literal["change"]
    record: Values
    keep_draft: bool = False


class Reject(_OfFact):
    """A fact is none; with a reason, its words are a figure of another kind."""

    do: Literal["reject"]
    why: str = ""


class AddFact(_OfTask):
    """A fact that nobody had written down."""

    do: Literal["add"]
    field: FactField
    record: Values


class MoveFact(_OfFact):
    """A fact stands elsewhere in its list."""

    do: Literal["move"]
    to: Index


class DecideAlike(_OfFact):
    """The same decision for all facts of the policy that look like this one."""

    do: Literal["like"]
    decision: Literal["accept", "reject"]
    why: str = ""


class SetTask(_OfTask):
    """Other keys of a task, or of a part of it."""

    do: Literal["task"]
    set: Values
    part: str = ""


class Assign(_OfTask):
    """Words of the text are the assignment clause of a task, or of a part of it."""

    do: Literal["assign"]
    words: Annotated[str, Field(max_length=5_000)]
    part: str = ""


class Waive(Record):
    """A finding of a check is how the document is, for a reason."""

    do: Literal["waive"]
    policy: Name
    check: Name
    task: str | None = None
    contains: str | None = None
    why: Text


class ReplaceText(_OfTask):
    """The text of a task is revised; ``parts`` are the texts of its parts by number."""

    do: Literal["text"]
    text: str | None = None
    parts: dict[str, Text] = Field(default_factory=dict)


class Settle(Record):
    """An entry of ``unsettled`` is settled."""

    do: Literal["settle"]
    policy: Name
    index: Index


class SetPolicy(Record):
    """Other keys of ``policy.yml``."""

    do: Literal["policy"]
    policy: Name
    set: Values


class Finish(Record):
    """A draft is none any more."""

    do: Literal["finish"]
    policy: Name


class InsertTask(Record):
    """A new task before another, or behind all."""

    do: Literal["insert_task"]
    policy: Name
    before: str | None = None
    task: Values


class RemoveTask(_OfTask):
    """A task is gone."""

    do: Literal["remove_task"]


class MoveTask(_OfTask):
    """A task stands before another, or behind all."""

    do: Literal["move_task"]
    before: str | None = None


class Decide(_OfTask):
    """The supervising office decides on an item of a task, or on a fact in it: a decision's keys, without empty ones."""

    do: Literal["decide"]
    record: Values


class Withdraw(_OfTask):
    """A decision on a task is none; ``index`` is its place among all decisions of the policy."""

    do: Literal["withdraw"]
    index: Index


class RenameUnit(Record):
    """A unit has another name, in the registry and all tasks."""

    do: Literal["rename_unit"]
    unit: Name
    name: Line


class MergeUnits(Record):
    """Names of one unit: those of ``units`` become aliases of ``into``."""

    do: Literal["merge_units"]
    into: Name
    units: Annotated[tuple[Name, ...], Field(min_length=1)]


class SplitUnit(Record):
    """What was read as a unit are several."""

    do: Literal["split_unit"]
    unit: Name
    into: Annotated[tuple[Line, ...], Field(min_length=2)]


class SetUnit(Record):
    """Other keys of a unit."""

    do: Literal["set_unit"]
    unit: Name
    set: Values


class AddUnit(Record):
    """A unit that the registry lacks."""

    do: Literal["add_unit"]
    name: Line
    kind: str = ""


Action = (
    Accept
    | AcceptTask
    | ChangeFact
    | Reject
    | AddFact
    | MoveFact
    | DecideAlike
    | SetTask
    | Assign
    | Waive
    | ReplaceText
    | Settle
    | SetPolicy
    | Finish
    | InsertTask
    | RemoveTask
    | MoveTask
    | Decide
    | Withdraw
    | RenameUnit
    | MergeUnits
    | SplitUnit
    | SetUnit
    | AddUnit
)


class Request(Record):
    """Some actions, to be done together; ``seen`` are the digests of the files that the user was looking at."""

    seen: dict[str, str] = Field(default_factory=dict)
    actions: Annotated[
        tuple[Annotated[Action, Field(discriminator="do")], ...], Field(min_length=1, max_length=1_000)
    ]
    fast: bool = False


class Selected(_OfTask):
    """Words of a task that the user selected; ``before`` is what stands before them."""

    words: Annotated[str, Field(max_length=5_000)]
    before: Annotated[str, Field(max_length=1_000)] = ""


class Restore(Record):
    """A state that is to come back."""

    state: Index


class Commit(Record):
    """A commit, with the message as the user left it; without one, as it was proposed."""

    message: Annotated[str, Field(max_length=50_000)] = ""
