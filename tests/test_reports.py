"""Every report, held against its readers' own schema; what it says, and what survives an edit."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from generator.cli import run
from generator.platform.document.source import Source
from generator.platform.load import InvalidPlatform, load
from lint.engine import Result, invalid, lint
from lint.fingerprint import fingerprints
from lint.report import formats, github, gitlab, junit, plain, sarif
from lint.report import json as json_report
from lint.report._path import uri
from lint.rule import all_rules
from tests.platforms import ROOT, document

TODAY = date(2026, 11, 23)
SCHEMAS = ROOT / "tests" / "schemas"
HOSTILE = 'a "b" <c> & d\n::error::\x07 ]]> %0A größe'
BAD: dict[str, Any] = {"vpc": {"nat": "single"}, "cluster": {"endpoint": {"public": True}}, "tags": {"a": "b"}}


def linted(text: str, name: str = "platform.yaml") -> Result:
    source = Source(name, text)
    return lint(source, load(source), TODAY)


def refused(text: str) -> Result:
    source = Source("invalid.yaml", text)
    with pytest.raises(InvalidPlatform) as error:
        load(source)
    return invalid(source, error.value.problems)


@pytest.fixture
def results() -> list[Result]:
    """A file with findings, one without, one that is no platform, and words that would break a careless format."""
    hostile = linted(document(BAD), "a b/ü%.yaml")
    hostile = hostile._replace(findings=tuple(f._replace(message=f.message + HOSTILE) for f in hostile.findings))
    return [linted(document(BAD)), linted(document()), refused("größe: 1\n"), hostile]


# ------------------------------------------------------------------ forms


def test_the_formats_are_the_folder() -> None:
    assert formats() == ["github", "gitlab", "json", "junit", "sarif", "text"]


def schema(path: Path) -> Any:
    return json.loads(path.read_text())


def test_json_fits_its_schema(results: list[Result]) -> None:
    said = json.loads(json_report.report(results, plain))
    form = schema(ROOT / "schemas/lint-report.schema.json")
    jsonschema.Draft202012Validator(form).validate(said)
    assert len(said["findings"]) == sum(len(result.findings) for result in results) > 5
    said["findings"][0]["line"] = 0
    assert not jsonschema.Draft202012Validator(form).is_valid(said)


def test_sarif_fits_the_official_schema(results: list[Result]) -> None:
    log = json.loads(sarif.report(results, plain))
    validator = jsonschema.Draft4Validator(schema(SCHEMAS / "sarif-2.1.0.json"))
    validator.validate(log)
    validator.validate(json.loads(sarif.report([linted(document())], plain)))
    log["runs"][0]["results"][0]["level"] = "bad"
    assert not validator.is_valid(log)


def test_sarif_says_what_github_reads(results: list[Result]) -> None:
    (found,) = json.loads(sarif.report(results, plain))["runs"]
    rules = found["tool"]["driver"]["rules"]
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert re.fullmatch(r"[0-9a-f]{32}", result["partialFingerprints"]["primaryLocationLineHash"])
    nat = next(result for result in found["results"] if result["ruleId"] == "NET-024")
    assert nat["level"] == "warning"
    (location,) = nat["locations"]
    place = location["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "platform.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 12, "startColumn": 3, "endLine": 12, "endColumn": 14}
    assert {rule["helpUri"] for rule in rules if rule["id"] != "invalid"} <= {rule.source for rule in all_rules()}


def test_sarif_has_what_github_asks_of_every_rule(results: list[Result]) -> None:
    """As SARIF Multitool's `validate --rule-kind "Sarif;Ghas"` does: GH2012 and SARIF1001."""
    rules = json.loads(sarif.report(results, plain))["runs"][0]["tool"]["driver"]["rules"]
    assert "invalid" in {rule["id"] for rule in rules}
    for rule in rules:
        assert rule.keys() >= {"id", "shortDescription", "fullDescription", "help"}
        assert rule.get("name") != rule["id"]


def test_sarif_and_junit_carry_the_ids_of_others(results: list[Result]) -> None:
    rules = json.loads(sarif.report(results, plain))["runs"][0]["tool"]["driver"]["rules"]
    properties = {rule["id"]: rule.get("properties", {}) for rule in rules}
    assert {"security", "cis:5.4.1", "checkov:CKV_AWS_38"} <= set(properties["CLU-001"]["tags"])
    assert properties["CLU-001"]["security-severity"] == "8.0"
    assert properties["NET-024"] == {"tags": ["network"]}
    assert "also: cis:5.4.1, security-hub:EKS.1" in junit.report(results, plain)


def test_junit_fits_its_schema(results: list[Result]) -> None:
    xmlschema = pytest.importorskip("xmlschema", reason="pip install xmlschema")
    form = xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")
    said = junit.report(results, plain)
    form.validate(said)
    assert not form.is_valid(said.replace('tests="', 'test="'))


def test_junit_counts_rules(results: list[Result]) -> None:
    suites = ET.fromstring(junit.report(results, plain))  # noqa: S314 - our own
    counted = [(int(s.get("tests", "")), int(s.get("failures", ""))) for s in suites]
    assert counted == [(len(s), len(s.findall("testcase/failure"))) for s in suites]
    assert counted[:3] == [(len(all_rules()), 3), (len(all_rules()), 0), (1, 1)]
    text = suites.findtext("testsuite/testcase[@name='single-nat-gateway [NET-024]']/failure") or ""
    assert text.startswith("platform.yaml:12:3: warning: one NAT gateway")


def test_gitlab_fits_its_format(results: list[Result]) -> None:
    said = json.loads(gitlab.report(results, plain))
    jsonschema.Draft202012Validator(schema(SCHEMAS / "gitlab-code-quality.json")).validate(said)
    assert len({entry["fingerprint"] for entry in said}) == len(said) > 5


COMMAND = re.compile(
    r"::(error|warning|notice) file=[^:,]+,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=[^:,]+::[^\r\n]+"
)


def test_github_says_one_line_a_finding(results: list[Result]) -> None:
    lines = github.report(results, plain).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == sum(len(result.findings) for result in results)
    assert all(COMMAND.fullmatch(line) for line in commands)
    assert [line for line in lines if not line.startswith("::")] == [
        line for line in lines if re.match(r"(platform|invalid|a b/ü%)\.yaml: ", line)
    ]
    assert "%0A%3A%3Aerror" not in "".join(commands), "a colon of the message needs no escape"
    assert "%0A::error::" in "".join(commands)


def test_github_shows_the_worst_first() -> None:
    said = github.report([linted(document(BAD))], plain).splitlines()
    assert [line.split()[0] for line in said[:-1]] == ["::error", "::warning", "::warning"]


def test_paths_are_escaped() -> None:
    assert uri("a b/ü%.yaml") == "a%20b/%C3%BC%25.yaml"
    assert uri("/etc/x.yaml") == "file:///etc/x.yaml"


def test_paths_count_from_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "clusters" / "shop"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    (entry,) = json.loads(gitlab.report([linted(document({"vpc": {"nat": "single"}}))], plain))
    assert entry["location"]["path"] == "clusters/shop/platform.yaml"


# ------------------------------------------------------------------ fingerprints


def prints(text: str) -> dict[str, str]:
    """The fingerprint of each rule's finding."""
    result = linted(text)
    made = fingerprints(result)
    return {f.rule.name: p for f, by in zip(result.findings, made, strict=True) for p in by.values() if f.rule}


NAT = document({"vpc": {"nat": "single"}})
WIDE = document({"cluster": {"endpoint": {"public": True, "publicCidrs": ["203.0.0.0/8"]}}})


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: f"# a line above\n\n{text}",
        lambda text: text.replace("  nat: single\n", "  nat:     single # why\n"),
        lambda text: text.replace("zones:\n  - a\n", "zones:\n  - d\n  - a\n"),
    ],
    ids=["line", "layout", "numbers in the message"],
)
def test_a_fingerprint_survives(edit: Callable[[str], str]) -> None:
    assert edit(NAT) != NAT
    assert prints(edit(NAT))["single-nat-gateway"] == prints(NAT)["single-nat-gateway"]


def test_a_fingerprint_goes_with_the_value() -> None:
    assert prints(WIDE)["wide-public-cidr"] != prints(WIDE.replace("203.0.0.0/8", "200.0.0.0/7"))["wide-public-cidr"]


def test_an_entry_of_a_list_keeps_its_fingerprint_when_others_come() -> None:
    more = WIDE.replace("- 203.0.0.0/8", "- 198.51.100.0/24\n    - 203.0.0.0/8")
    assert more != WIDE
    assert prints(WIDE)["wide-public-cidr"] == prints(more)["wide-public-cidr"]


def test_fingerprints_differ() -> None:
    patch = {"publicCidrs": ["203.0.0.0/8", "200.0.0.0/7"], "public": True}
    two = document({"cluster": {"endpoint": patch}, "vpc": {"nat": "single"}})
    every = [print for by in fingerprints(linted(two)) for print in by.values()]
    assert len(set(every)) == len(every) > 3


# ------------------------------------------------------------------ the command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "platform.yaml").write_text(document(BAD))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_several_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [word for each in formats() for word in ("--output", f"{each}:out.{each}")]
    assert run(["lint", *words]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("platform.yaml:12:3: warning: single-nat-gateway")
    assert (folder / "out.text").read_text() == printed
    assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0"
    assert {path.name for path in folder.iterdir()} == {"platform.yaml", *(f"out.{each}" for each in formats())}


@pytest.mark.parametrize("words", [["--format", "json"], ["--output", "json"], ["--format", "json", "-o", "json"]])
def test_one_is_printed(words: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", *words]) == 1
    assert json.loads(capsys.readouterr().out)["findings"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["-o", "json", "-o", "sarif"], "only one report can be printed"),
        (["--format", "junit", "-o", "sarif"], "only one report can be printed"),
        (["-o", "xml"], "there is no format `xml`"),
        (["-o", "json:"], "names no file"),
        (["--format", "_path"], "there is no format `_path`"),
        (["-o", "json:platform.yaml"], "this is read, and must not be written"),
        (["-o", "json:./nowhere/out.json"], "there is no such folder"),
    ],
)
def test_what_makes_no_sense_is_refused(
    words: list[str], reason: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", *words]) == 2
    said = capsys.readouterr()
    assert reason in " ".join(re.sub(r"[│\n]", " ", said.err).split())
    assert said.out == ""
    assert (folder / "platform.yaml").read_text() == document(BAD)


def test_never_fails(folder: Path) -> None:
    assert run(["lint", "--fail-on", "never"]) == 0
    (folder / "platform.yaml").write_text("name: x\n")
    assert run(["lint", "--fail-on", "never"]) == 2
