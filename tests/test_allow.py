"""What is knowingly allowed: by `lint.allow` or by a comment; and the allows that allow nothing."""

from datetime import date
from typing import Any

import pytest

from generator.platform.document.source import Source
from generator.platform.load import load
from lint.allowance import comments
from lint.engine import lint
from tests.platforms import document

TODAY = date(2026, 11, 23)
NAT: dict[str, Any] = {"vpc": {"nat": "single"}}
STAGING: dict[str, Any] = {
    "environments": {"production": {}, "staging": {"account": "444455556666", "tier": "staging"}}
}


def found(text: str, today: date = TODAY, only: list[str] | None = None) -> list[tuple[str, int, str]]:
    """Rule, line and environments of every finding."""
    source = Source("platform.yaml", text)
    result = lint(source, load(source), today, only)
    return [(f.rule.name, f.span.line, ",".join(f.environments)) for f in result.findings if f.rule]


def commented(comment: str, above: str = "") -> str:
    """A platform with one NAT gateway, and a comment on its line or above it."""
    return document(NAT).replace("  nat: single\n", f"{above}  nat: single{comment}\n")


LINE = document(NAT).splitlines().index("  nat: single") + 1
NAT_FOUND = ("single-nat-gateway", LINE, "production")


def test_without_an_allow_it_is_found() -> None:
    assert found(document(NAT)) == [NAT_FOUND]


@pytest.mark.parametrize(
    ("comment", "above"),
    [
        (" # groundplan: allow single-nat-gateway: staging may lose a zone", ""),
        (" # groundplan: allow NET-024: by its id", ""),
        ("\t#groundplan:allow single-nat-gateway : tight", ""),
        (" # groundplan: allow single-nat-gateway until 2026-11-23: to the last day", ""),
        (" # why # groundplan: allow single-nat-gateway: after another comment", ""),
        ("", "  # groundplan: allow single-nat-gateway: on the line above\n"),
        ("", "# groundplan: allow single-nat-gateway: not indented\n"),
        ("", "  # groundplan: allow single-nat-gateway: above a comment\n  # which says more\n\n"),
    ],
)
def test_a_comment_allows(comment: str, above: str) -> None:
    assert found(commented(comment, above)) == []


@pytest.mark.parametrize(
    ("comment", "above", "others"),
    [
        (" # groundplan: allow nat-without-zones: mistyped", "", ["unknown-rule"]),
        (" # groundplan: allow single-nat-gateway", "", ["unknown-rule"]),
        (" # groundplan: allow single-nat-gateway:", "", ["unknown-rule"]),
        (" # groundplan: allow: no rule", "", ["unknown-rule"]),
        (" # groundplan: alow single-nat-gateway: mistyped", "", ["unknown-rule"]),
        (" # groundplan: allow single-nat-gateway until tomorrow: no date", "", ["unknown-rule"]),
        (" # groundplan: allow single-nat-gateway until 2027-02-31: no such day", "", ["unknown-rule"]),
        (" # groundplan: allow single-nat-gateway until 2026-11-22: it ended yesterday", "", ["expired-allow"]),
        (" # groundplan: allow no-flow-logs: another rule", "", ["unused-allow"]),
        ("\n  # groundplan: allow single-nat-gateway: below", "", ["unused-allow"]),
        ("", "  zones: [a, b, c] # groundplan: allow single-nat-gateway: the line before\n", ["unused-allow"]),
        (" #groundplan allow single-nat-gateway: no colon", "", []),
        (" # Groundplan: allow single-nat-gateway: another word", "", []),
    ],
)
def test_a_comment_that_does_not_allow(comment: str, above: str, others: list[str]) -> None:
    text = commented(comment, above)
    if above:
        text = text.replace("  zones:\n  - a\n  - b\n  - c\n", "")
    names = sorted(name for name, _, _ in found(text))
    assert names == sorted(["single-nat-gateway", *others])


FLOW = "vpc: {cidr: 10.0.0.0/16, zones: [a, b, c], nat: single, flowLogs: {destination: none}}"


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        ("single-nat-gateway, no-flow-logs", []),
        ("NET-024 ,single-nat-gateway,no-flow-logs", []),
        ("no-flow-logs", ["single-nat-gateway"]),
        ("no-flow-logs, unknown", ["single-nat-gateway", "unknown-rule"]),
        ("single-nat-gateway, no-flow-logs, subnets-overlap", ["unused-allow"]),
    ],
)
def test_a_comment_allows_several_rules(rules: str, left: list[str]) -> None:
    text = document({"vpc": None})
    assert sorted(name for name, _, _ in found(f"{text}{FLOW}\n")) == ["no-flow-logs", "single-nat-gateway"]
    assert sorted(name for name, _, _ in found(f"{text}{FLOW} # groundplan: allow {rules}: both\n")) == left


def test_a_comment_inside_a_text_is_text() -> None:
    text = document({"services": {"web": {"namespace": "shop", "image": "a.b/c:1", "env": {"A": "x"}}}})
    block = text.replace(
        "A: x\n", "A: |\n        # groundplan: allow nothing: text\n        echo # groundplan: nonsense\n"
    )
    quoted = text.replace("A: x\n", 'A: "a # groundplan: allow nothing: text"\n')
    for changed in (block, quoted):
        assert changed != text
        assert list(comments(Source("", changed))) == []
    real = block.rstrip("\n") + "\n# groundplan: allow nothing: a comment after the text\n"
    assert [allow.rule for allow in comments(Source("", real))] == ["nothing"]


# ------------------------------------------------------------------ lint.allow


def allowing(platform: dict[str, Any], **allow: str) -> str:
    return document({**platform, "lint": {"allow": [{"rule": "single-nat-gateway", "reason": "because", **allow}]}})


@pytest.mark.parametrize(
    "allow",
    [
        {},
        {"rule": "NET-024"},
        {"until": "2026-11-23"},
        {"environment": "production"},
        {"at": "vpc"},
        {"at": "vpc.nat"},
        {"until": "2099-12-31", "environment": "production", "at": "vpc.nat"},
    ],
)
def test_an_entry_allows(allow: dict[str, str]) -> None:
    assert found(allowing(NAT, **allow)) == []


@pytest.mark.parametrize(
    ("allow", "other"),
    [
        ({"rule": "single-nat"}, "unknown-rule"),
        ({"rule": "no-flow-logs"}, "unused-allow"),
        ({"until": "2026-11-22"}, "expired-allow"),
        ({"environment": "staging"}, "unused-allow"),
        ({"at": "vp"}, "unused-allow"),
        ({"at": "vpc.na"}, "unused-allow"),
        ({"at": "vpc.nat.x"}, "unused-allow"),
        ({"at": "subnets"}, "unused-allow"),
    ],
)
def test_an_entry_that_does_not_allow(allow: dict[str, str], other: str) -> None:
    assert sorted(name for name, _, _ in found(allowing(NAT, **allow))) == sorted(["single-nat-gateway", other])


def test_a_place_may_hold_dots_and_indices() -> None:
    patch = {
        "vpc": {"connectedCidrs": {"office": "10.0.0.0/8"}},
        "cluster": {"endpoint": {"public": True, "publicCidrs": ["203.0.113.0/24", "0.0.0.0/0"]}},
    }
    source = Source("platform.yaml", document(patch))
    places = {(f.rule.name, ".".join(map(str, f.place))) for f in lint(source, load(source), TODAY).findings if f.rule}
    assert any(place.endswith(".1") for _, place in places), places
    for name, place in places:
        entry = {"lint": {"allow": [{"rule": name, "reason": "because", "at": place}]}}
        left = found(document({**patch, **entry}))
        assert len(left) == len(places) - 1


def test_an_entry_for_one_environment_leaves_the_other() -> None:
    text = allowing({**NAT, **STAGING}, environment="staging")
    assert found(text) == [("single-nat-gateway", LINE, "production")]


def test_narrowing_to_an_environment_does_not_make_an_allow_unused() -> None:
    text = allowing({**NAT, **STAGING}, environment="staging")
    assert found(text, only=["staging"]) == []
    assert found(text, only=["production"]) == [("single-nat-gateway", LINE, "production")]


def test_findings_of_several_environments_are_one() -> None:
    assert found(document({**NAT, **STAGING})) == [("single-nat-gateway", LINE, "production,staging")]


def test_an_allow_of_what_an_environment_set_is_a_comment_there() -> None:
    patch = {
        **STAGING,
        "environments": {**STAGING["environments"], "staging": {"account": "444455556666", "tier": "staging", **NAT}},
    }
    text = document(patch)
    assert [environments for _, _, environments in found(text)] == ["staging"]
    assert found(text.replace("nat: single", "nat: single # groundplan: allow single-nat-gateway: staging")) == []
