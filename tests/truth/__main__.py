"""`make truth`: what the diff says of every edit, held against Terraform's own plans; the numbers, and every miss.

Exit code: 0 all as it must be, 1 too many misses, or one that misses.yaml does not explain, or explains in vain.
"""

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from tests.truth.arguments import differences
from tests.truth.edits import HERE, Edit, by_hand, of_fields, twos
from tests.truth.fields import planned
from tests.truth.verdicts import Verdict, verdicts

TWOS = 60
TOGETHER = 12
"""Edits that share a process: Terraform's time grows faster than what it plans, and its start takes seconds."""
REPLACEMENTS, UPDATES = 99, 95
"""Percent of the edits whose prediction must be the plan's."""


def main() -> int:
    started = time.monotonic()
    singles, pairs = [*of_fields(), *by_hand()], twos(TWOS)
    seen = [edit for edit in singles if "terraform" in edit.changed()]
    asked = sorted([edit for edit in [*seen, *pairs] if planned(edit.golden)], key=lambda edit: edit.golden)
    _say(f"{len(singles)} edits, {len(seen)} of them change the AWS root, and {len(pairs)} twos")
    _say(f"{len(asked)} are planned; the provider at hand cannot plan {len(seen) + len(pairs) - len(asked)}")
    with TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        batches = [asked[start : start + TOGETHER] for start in range(0, len(asked), TOGETHER)]
        folders = [Path(folder) / str(number) for number in range(len(batches))]
        found = [verdict for batch in pool.map(_told, batches, folders) for verdict in batch]
        (arguments := Path(folder) / "arguments").mkdir()
        unlike = list(differences(arguments))
    for line in unlike:
        _say(line)
    wrong = _judged(found) or unlike
    _say(f"{(time.monotonic() - started) / 60:.1f} minutes")
    return 1 if wrong else 0


def _told(edits: list[Edit], folder: Path) -> list[Verdict]:
    found = verdicts(edits, folder)
    for verdict in found:
        if verdict.refused:
            _say(f"{verdict.edit}: Terraform refuses it: {verdict.refused}")
        for address, (said, done) in verdict.differ.items():
            _say(f"{verdict.edit}: {address}: predicted {said}, planned {done}")
    return found


def _judged(found: list[Verdict]) -> bool:
    """Print the numbers; whether they are not as they must be."""
    told = [verdict for verdict in found if not verdict.refused]
    replacements = 100 * sum(verdict.replacements_agree for verdict in told) / len(told)
    updates = 100 * sum(verdict.updates_agree for verdict in told) / len(told)
    _say(
        f"{len(told)} plans of {sum(verdict.resources for verdict in told)} changes; agreed: "
        f"what is made, replaced and destroyed {replacements:.1f} %, what is updated {updates:.1f} %"
    )
    wrong = list(_unexplained(found))
    for line in wrong:
        _say(line)
    return bool(wrong) or replacements < REPLACEMENTS or updates < UPDATES


def _unexplained(found: list[Verdict]) -> Iterator[str]:
    explained: dict[str, str] = yaml.safe_load((HERE / "misses.yaml").read_text()) or {}
    missed = {verdict.edit for verdict in found if verdict.differ or verdict.refused}
    for name in sorted(missed - explained.keys()):
        yield f"{name}: a miss without its reason in misses.yaml"
    for name in sorted(explained.keys() - missed):
        yield f"{name}: is no miss any more; take it out of misses.yaml"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
