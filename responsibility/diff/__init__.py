"""Two editions → what changed, and for whom.

An *edition* is a state of the data: what a folder or a git revision holds. A
*revision* is an edition that was published, with its entry in ``revisions.yml``.
Tasks are matched by their ``id`` and by what they say, not by their numbers; every
change has a type;
each unit is told what it gained, what it lost and what changed in what it keeps.
Nothing is left out of what the document says: the changes, applied to the old
edition, give the new one. Line breaks, quotes, ``other_figures``, errata and
waivers are the data's own bookkeeping and are not compared.
"""

from __future__ import annotations

from responsibility.data.loader import Data
from responsibility.diff.compare import compare
from responsibility.diff.effects import effects
from responsibility.diff.matching import match_policies, match_tasks
from responsibility.diff.records import Diff
from responsibility.diff.registry import names_in_new, registry_changes
from responsibility.graph import Graph


def diff(old: Data, new: Data) -> Diff:
    """What changed from ``old`` to ``new``; both must have loaded whole.

    Unknown units and the like do no harm: only the records are compared.
    """
    matched = [
        (pair, match_tasks(pair.old.tasks if pair.old else (), pair.new.tasks if pair.new else ()))
        for pair in match_policies(old.policies, new.policies)
    ]
    names = names_in_new(old.units, new.units, [match for _, matches in matched for match in matches])
    compared = [compare(pair, matches, names) for pair, matches in matched]
    changes = [
        *(change for policy in compared for change in policy.changes),
        *registry_changes(old.units, new.units, names),
    ]
    units, unaffected = effects(Graph(old), Graph(new), compared, changes, names)
    return Diff(same=not changes, changes=tuple(changes), units=units, unaffected=unaffected)
