"""Allows that allow nothing are taken out: entries, comments, and names in comments."""

import pytest

from generator.platform.document.source import Source
from generator.platform.load import load
from lint.engine import lint
from lint.fix import Asked, fixed
from tests.platforms import document
from tests.test_fix import environments
from tests.test_rules import TODAY

NAT = document({"vpc": {"nat": "single"}})
LINE = "  nat: single"


def mended(text: str) -> str:
    """What safe fixes make of a platform."""
    return fixed(Source("platform.yaml", text), Asked(TODAY)).text


ALLOW = "# groundplan: allow"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{LINE} {ALLOW} no-flow-logs: why", LINE),
        (f"{LINE}\t#groundplan:allow no-flow-logs : tight  ", LINE),
        (f"{LINE} # said {ALLOW} no-flow-logs: why", f"{LINE} # said"),
        (f"  {ALLOW} no-flow-logs: why\n{LINE}", LINE),
        (f"  # said\n  {ALLOW} no-flow-logs: why\n  # more\n{LINE}", f"  # said\n  # more\n{LINE}"),
        (f"{LINE} {ALLOW} NET-024, no-flow-logs: why, and why", f"{LINE} {ALLOW} NET-024: why, and why"),
        (f"{LINE} {ALLOW} no-flow-logs ,NET-024: why", f"{LINE} {ALLOW} NET-024: why"),
        (
            f"{LINE} {ALLOW} no-flow-logs, NET-024, forced-update until 2099-01-31: why",
            f"{LINE} {ALLOW} NET-024 until 2099-01-31: why",
        ),
        (f"{LINE} {ALLOW} no-flow-logs, forced-update: why", LINE),
        (f"{LINE} {ALLOW} single-nat-gateway until 2020-01-31: expired", LINE),
        (f"{LINE} {ALLOW} unknown-to-all: mistyped", f"{LINE} {ALLOW} unknown-to-all: mistyped"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_comment(before: str, after: str, newline: str) -> None:
    wrong, right = (NAT.replace(LINE, text).replace("\n", newline) for text in (before, after))
    assert mended(wrong) == right


def test_the_last_line_may_have_no_end() -> None:
    assert mended(f"{NAT}{ALLOW} no-flow-logs: why") == NAT


def test_entries() -> None:
    entries = [{"rule": rule, "reason": "because"} for rule in ("no-flow-logs", "NET-024", "forced-update")]
    patch = {"vpc": {"nat": "single"}, "lint": {"allow": entries}}
    assert mended(document(patch)) == document({**patch, "lint": {"allow": entries[1:2]}})
    unused = {"lint": {"allow": [entries[0], entries[2]]}}
    assert mended(document(unused)) == document({"lint": {"allow": []}})
    assert mended(environments(unused)) == environments({"lint": {"allow": []}})


def test_what_is_allowed_stays() -> None:
    text = NAT.replace(LINE, f"{LINE} {ALLOW} single-nat-gateway: staging may lose a zone")
    assert mended(text) == text
    source = Source("platform.yaml", text)
    assert lint(source, load(source), TODAY).findings == ()
