"""Every report has a word or a sign of its own for whatever may happen to an object."""

import json
import re
from collections.abc import Callable

import pytest

from generator.diff.capacity import Capacity
from generator.diff.change import Action, Change
from generator.diff.comparison import Comparison
from generator.diff.findings import Findings
from generator.diff.report import html, markdown, text
from generator.diff.report import json as machine
from generator.diff.side import Side
from tests.platforms import ROOT

STYLE = (ROOT / "generator/diff/report/html/page.css").read_text()
SCHEMA = json.loads((ROOT / "schemas/diff.schema.json").read_text())


def comparison(action: Action) -> Comparison:
    side, found = Side("x", None, {}), {"production": [Change("kubernetes", "Deployment a/b", action)]}
    capacity = {"production": Capacity([], None, None)}
    return Comparison(side, side, [], found, Findings([], [], 0), capacity, [], {"production": []})


def in_text(action: Action) -> str:
    said = text.report(comparison(action))
    assert f"production: 1 {action}\n" in said
    (line,) = re.findall(r"^ *(\S+) kubernetes: Deployment a/b$", said, re.MULTILINE)
    return str(line)


def in_markdown(action: Action) -> str:
    (sign,) = re.findall(r"^\| (\S+) \| `production` kubernetes", markdown.report(comparison(action)), re.MULTILINE)
    return str(sign)


@pytest.mark.parametrize("sign", [in_text, in_markdown])
def test_no_two_signs_are_alike(sign: Callable[[Action], str]) -> None:
    assert len({sign(action) for action in Action}) == len(Action)


@pytest.mark.parametrize("action", Action)
def test_a_page_has_a_badge_with_a_colour(action: Action) -> None:
    badge = f'<span class="badge {action}">{action}</span> <code class="name">Deployment a/b</code>'
    assert badge in html.report(comparison(action))
    assert re.search(rf"\.badge\.{action}\b[^{{]*{{ background: var\(--[a-z-]+\); color: var\(--[a-z-]+\)", STYLE)


@pytest.mark.parametrize("action", Action)
def test_programs_are_told(action: Action) -> None:
    (environment,) = json.loads(machine.report(comparison(action)))["environments"]
    assert [each["action"] for each in environment["changes"]] == [action]
    assert action in SCHEMA["$defs"]["Object"]["properties"]["action"]["enum"]
