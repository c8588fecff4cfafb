"""The fixes in reports: whoever makes the changes that they name has what `--fix` makes."""

import json

import pytest

from lint.fix import Asked, fixed
from lint.report import json as json_report
from lint.report import plain, sarif
from lint.rule import find
from tests.platforms import document
from tests.test_reports import TODAY, linted

NOTHING = {"text": ""}
TWICE = {"environments": {"a": {"account": "111122223333"}, "b": {"account": "444455556666", "vpc": {"nat": "single"}}}}
MENDABLE = [
    document({"vpc": {"nat": "single"}}),
    document({"vpc": {"nat": "single"}, **TWICE}),
    document({"cni": {"snat": {"mode": "external", "exclude": ["192.168.0.0/16"]}}}).replace("\n", "\r\n"),
    document({"services": {"größe": {"namespace": "shop", "image": "a.b/c:1", "replicas": 1}}}).replace("größe", "web"),
    document() + "# größe # groundplan: allow no-flow-logs: why\n",
]


def applied(text: str, changes: list[tuple[tuple[int, int], tuple[int, int], str]]) -> str:
    """What a reader makes of replacements by line and column, from 1."""
    lines = text.splitlines(keepends=True)

    def offset(line: int, column: int) -> int:
        return sum(map(len, lines[: line - 1])) + column - 1

    for start, end, new in sorted(changes, reverse=True):
        text = text[: offset(*start)] + new + text[offset(*end) :]
    return text


def of_sarif(region: dict[str, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    return (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])


@pytest.mark.parametrize("text", MENDABLE)
def test_a_reader_can_make_the_fixes(text: str) -> None:
    result = linted(text)
    jsons = json.loads(json_report.report([result], plain))["findings"]
    sarifs = json.loads(sarif.report([result], plain))["runs"][0]["results"]
    able = [finding for finding in result.findings if finding.fix]
    assert able
    assert len(able) == sum("fixes" in found for found in sarifs) == sum(found["fix"] is not None for found in jsons)
    said: dict[str, list[tuple[tuple[int, int], tuple[int, int], str]]] = {}
    for finding, found, other in zip(result.findings, jsons, sarifs, strict=True):
        if finding.fix is None or finding.rule is None:
            continue
        changes = found["fix"]["changes"]
        here = [((c["line"], c["column"]), (c["endLine"], c["endColumn"]), c["text"]) for c in changes]
        ((change,),) = (fix["artifactChanges"] for fix in other["fixes"])
        regions = [(*of_sarif(r["deletedRegion"]), r.get("insertedContent", NOTHING)) for r in change["replacements"]]
        assert [(start, end, content["text"]) for start, end, content in regions] == here
        assert found["fix"]["safe"] == finding.fix.safe == other["fixes"][0]["properties"]["safe"]
        assert all(c["removed"] == (c["value"] is None) for c in changes)
        said.setdefault(finding.rule.name, []).extend(here)
    for rule, changes in said.items():
        ours = fixed(result.source, Asked(TODAY, rules=tuple(filter(None, [find(rule)])), unsafe=True)).text
        assert applied(text, changes) == ours != text
