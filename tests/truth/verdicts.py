"""What the diff predicts beside what Terraform plans."""

from pathlib import Path
from typing import NamedTuple

from generator.diff.change import Action
from generator.diff.terraform.changes import changes
from generator.diff.terraform.root import root
from tests.truth.edits import Edit, before
from tests.truth.modules import Module, module
from tests.truth.plans import Held, Planned, plan
from tests.truth.states import Resource, states


class Verdict(NamedTuple):
    """Of an edit: where prediction and plan differ, by address, as `predicted, planned`; or why it has no plan."""

    edit: str
    resources: int
    differ: dict[str, tuple[str, str]]
    refused: str = ""

    @property
    def replacements_agree(self) -> bool:
        """Whether what is replaced, destroyed and created is what the plan says."""
        return all({*pair} <= {"update", "nothing"} for pair in self.differ.values())

    @property
    def updates_agree(self) -> bool:
        """Whether what is updated in place is what the plan says."""
        return not any("update" in pair for pair in self.differ.values())


def predicted(edit: Edit) -> dict[str, str]:
    """What the diff says becomes of each resource that changes, by address."""
    base, head = (root(files, "terraform") for files in (before(edit.golden).terraform, edit.head().terraform))
    return {each.name: str(each.action) for each in changes("terraform", base, head) if each.action != Action.MOVE}


def verdicts(edits: list[Edit], folder: Path) -> list[Verdict]:
    """Plan edits together and compare; the states of their bases are made first."""
    names = list(dict.fromkeys(edit.golden for edit in edits))
    bases = {name: module(before(name).terraform) for name in names}
    (folder / "states").mkdir(parents=True)
    return compared(edits, bases, states(bases, folder / "states"), folder)


def compared(
    edits: list[Edit], bases: dict[str, Module], held: dict[str, list[Resource]], folder: Path
) -> list[Verdict]:
    """Plan edits together, on states of their bases, and compare."""
    heads = {f"e{number}": module(edit.head().terraform) for number, edit in enumerate(edits)}
    holds = {f"e{number}": Held(bases[e.golden].provider, held[e.golden]) for number, e in enumerate(edits)}
    planned = plan(heads, holds, folder)
    return [_verdict(edit, planned[f"e{number}"]) for number, edit in enumerate(edits)]


def _verdict(edit: Edit, planned: Planned) -> Verdict:
    if planned.refused:
        return Verdict(edit.name, 0, {}, planned.refused)
    said = predicted(edit)
    differ = {
        address: (said.get(address, "nothing"), planned.actions.get(address, "nothing"))
        for address in sorted({*said, *planned.actions})
        if said.get(address) != planned.actions.get(address)
    }
    return Verdict(edit.name, len(planned.actions), differ)
