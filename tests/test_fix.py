"""`lint --fix`, `--unsafe-fixes` and `--diff`, as a user sees them, and which findings are fixed where."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import run
from generator.errors import Exit
from generator.platform.document.source import Source
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.engine import Result, lint
from lint.fix import Asked, fixed
from lint.rule import DatedCheck, all_rules
from tests.platforms import document
from tests.test_rules import TODAY

BAD = {"cluster": {"deletionProtection": False, "forceUpdateVersion": True}, "vpc": {"nat": "single"}}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "platform.yaml"
    path.write_text(document(BAD))
    return path


def edited(file: Path, replace: Callable[[str], str]) -> str:
    file.write_text(replace(file.read_text()))
    return file.read_text()


def test_safe_fixes_are_made_and_the_rest_decides(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = edited(file, lambda text: text.replace("deletionProtection: false", "deletionProtection: false # why"))
    file.chmod(0o640)
    assert run(["lint", "--fix", "--fail-on", "warning", "--format", "json"]) == Exit.FINDINGS
    said = capsys.readouterr()
    assert [found["id"] for found in json.loads(said.out)["findings"]] == ["NET-024"]
    assert said.err == "platform.yaml: fixed 2 of 3 findings\n"
    after = before.replace("Protection: false", "Protection: true").replace("Version: true", "Version: false")
    assert file.read_text() == after
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in file.parent.iterdir()] == ["platform.yaml"]
    assert run(["lint", "--fix", "--fail-on", "warning", "--ignore", "NET-024"]) == Exit.OK
    assert file.read_text() == after


def test_only_the_chosen_rules_are_fixed(file: Path) -> None:
    before = file.read_text()
    assert run(["lint", "--fix", "--select", "CLU-034"]) == Exit.OK
    assert file.read_text() == before.replace("Version: true", "Version: false")


def test_a_diff_writes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_text()
    assert run(["lint", "--diff", "--fail-on", "warning"]) == Exit.FINDINGS
    said = capsys.readouterr()
    assert said.out.startswith("--- platform.yaml\n+++ platform.yaml\n@@ ")
    assert "\n-  deletionProtection: false\n" in said.out
    assert "\n+  deletionProtection: true\n+  forceUpdateVersion: false\n" in said.out
    assert said.err == "platform.yaml: would fix 2 of 3 findings\n"
    assert file.read_text() == before


def test_unsafe_fixes_are_asked_for(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "--unsafe-fixes"]) == Exit.INVALID
    assert "add --fix" in capsys.readouterr().err
    assert run(["lint", "--fix", "--unsafe-fixes", "--fail-on", "info"]) == Exit.OK
    assert "nat: perZone\n" in file.read_text()


def test_the_report_says_what_can_be_mended(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["lint"])
    said = capsys.readouterr().out
    assert said.count("= groundplan lint --fix can mend it") == 2
    assert said.count("= groundplan lint --fix --unsafe-fixes can mend it") == 1


def test_a_mark_and_breaks_of_windows_stay(file: Path) -> None:
    raw = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(raw)
    assert run(["lint", "--fix"]) == Exit.OK
    assert file.read_bytes() == raw.replace(b"ction: false", b"ction: true").replace(b"sion: true", b"sion: false")


def test_a_file_that_changes_meanwhile_is_left(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def meanwhile(source: Source, asked: Asked) -> Source:
        file.write_text("other")
        return fixed(source, asked)

    monkeypatch.setattr("generator.cli.fixing.fixed", meanwhile)
    assert run(["lint", "--fix"]) == Exit.REFUSED
    assert "changed meanwhile" in capsys.readouterr().err
    assert file.read_text() == "other"
    assert [each.name for each in file.parent.iterdir()] == ["platform.yaml"]


def test_an_invalid_file_is_left(file: Path) -> None:
    before = edited(file, lambda text: text + "nonsense: 1\n")
    assert run(["lint", "--fix"]) == Exit.INVALID
    assert file.read_text() == before


def environments(common: dict[str, Any], **own: dict[str, Any]) -> str:
    """Two environments in two accounts."""
    accounts = {"staging": "111122223333", "production": "444455556666"}
    return document(common | {"environments": {n: {"account": a} | own.get(n, {}) for n, a in accounts.items()}})


OFF = {"cluster": {"deletionProtection": False}}
ON = {"cluster": {"deletionProtection": True}}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (environments(OFF), environments(ON)),
        (environments(ON, production=OFF), environments(ON, production=ON)),
        (environments(OFF, staging=OFF), environments(ON, staging=ON)),
    ],
)
def test_what_set_the_value_is_edited(before: str, after: str) -> None:
    assert fixed(Source("platform.yaml", before), Asked(TODAY)).text == after


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Source]:
    """Fixes platforms by rules of a test in the place of all others."""

    def fix(text: str, *checks: DatedCheck) -> Source:
        model = all_rules()[0]
        rules = tuple(model._replace(id=f"TST-{n}", name=f"test-{n}", check=each) for n, each in enumerate(checks))
        monkeypatch.setattr("lint.engine.all_rules", lambda: rules)
        return fixed(Source("platform.yaml", text), Asked(TODAY))

    return fix


def retention(days: int, unless: tuple[int, ...] = ()) -> DatedCheck:
    """Finds control plane logs that are not kept for so many days."""

    def check(platform: Platform, _today: date) -> Iterator[Violation]:
        logs = platform.cluster.logs
        if logs.retention_days not in {days, *unless}:
            yield Violation(logs, "retention_days", f"keep {days}", Fix(days, safe=True))

    return check


def test_a_fix_that_brings_a_finding_is_left(wrong: Callable[..., Source]) -> None:
    text = document({"cluster": {"logs": {"retentionDays": 30}}})
    assert wrong(text, retention(90), retention(30)).text == text


def test_of_two_that_meet_the_first_is_made(wrong: Callable[..., Source]) -> None:
    text = document({"cluster": {"logs": {"retentionDays": 30}}})
    after = wrong(text, retention(90, (365,)), retention(365, (90,)))
    assert after.text == text.replace("retentionDays: 30", "retentionDays: 90")


def test_a_fix_that_makes_no_platform_is_left(wrong: Callable[..., Source]) -> None:
    text = document({"cluster": {"logs": {"retentionDays": 30}}})
    assert wrong(text, retention(91)).text == text


def test_what_one_environment_lacks_is_set_there(wrong: Callable[..., Source]) -> None:
    def check(platform: Platform, today: date) -> Iterator[Violation]:
        yield from retention(365)(platform, today) if platform.environment == "production" else ()

    after = wrong(environments({}), check).data
    expected = yaml.safe_load(environments({}, production={"cluster": {"logs": {"retentionDays": 365}}}))
    assert after == expected


def exclusions(environment: str | None = None) -> DatedCheck:
    """Finds destinations that see the pod's own address, in an environment or in all."""

    def check(platform: Platform, _today: date) -> Iterator[Violation]:
        snat = platform.cni.snat
        if snat.exclude and environment in {None, platform.environment}:
            yield Violation(snat, "exclude", "take it out", Fix(REMOVED, safe=True))

    return check


def test_what_is_right_elsewhere_is_not_taken_out_of_the_common_part(wrong: Callable[..., Source]) -> None:
    given = {"cni": {"snat": {"mode": "node", "exclude": ["192.168.0.0/16"]}}}
    none = {"cni": {"snat": {"mode": "node"}}}
    assert wrong(environments(given), exclusions("staging")).text == environments(given)
    assert wrong(environments(given), exclusions()).text == environments(none)
    own = environments(none, staging=given)
    assert wrong(own, exclusions("staging")).text == environments(none, staging=none)


def bound(platform: Platform, _today: date) -> Iterator[Violation]:
    """Flow logs are to be kept for as long as the control plane's."""
    days, flow = platform.cluster.logs.retention_days, platform.vpc.flow_logs
    if flow.retention_days not in {None, days}:
        yield Violation(flow, "retention_days", f"keep {days}", Fix(days, safe=True))


def test_what_needs_a_second_place_is_made_in_both(wrong: Callable[..., Source]) -> None:
    logs = {"cluster": {"logs": {"retentionDays": 30}}, "vpc": {"flowLogs": {"retentionDays": 30}}}
    text = document(logs)
    assert wrong(text, retention(90), bound).text == text.replace("retentionDays: 30", "retentionDays: 90")


def test_what_needs_a_third_place_that_nothing_fixes_is_made_in_none(wrong: Callable[..., Source]) -> None:
    def kept(platform: Platform, _today: date) -> Iterator[Violation]:
        if platform.vpc.flow_logs.retention_days == 90:
            yield Violation(platform.vpc, "flow_logs", "anything but 90")

    text = document({"cluster": {"logs": {"retentionDays": 30}}, "vpc": {"flowLogs": {"retentionDays": 30}}})
    assert wrong(text, retention(90), bound, kept).text == text


def test_many_that_are_refused_cost_few_trials(wrong: Callable[..., Source], monkeypatch: pytest.MonkeyPatch) -> None:
    def too_few(platform: Platform, _today: date) -> Iterator[Violation]:
        for service in platform.services.values():
            if service.replicas == 1:
                yield Violation(service, "replicas", "run 2", Fix(2, safe=True))

    def too_many(platform: Platform, _today: date) -> Iterator[Violation]:
        for service in platform.services.values():
            if service.volumes and service.replicas != 1:
                yield Violation(service, "volumes", "one pod alone can have it")

    plain = {"namespace": "shop", "image": "public.ecr.aws/nginx/nginx:1.29", "replicas": 1}
    held = {**plain, "volumes": {"cache": {"type": "emptyDir", "path": "/cache"}}}
    services = {f"web-{number}": held if number % 3 else plain for number in range(60)}
    judged: list[Source] = []

    def counted(source: Source, platforms: dict[str, Platform], today: date, **others: Any) -> Result:
        judged.append(source)
        return lint(source, platforms, today, **others)

    monkeypatch.setattr("lint.fix.lint", counted)
    after = wrong(document({"services": services}), too_few, too_many).data["services"]
    assert {name: each["replicas"] for name, each in after.items()} == {
        name: 1 if "volumes" in each else 2 for name, each in services.items()
    }
    assert len(judged) <= 6


def test_a_plain_lint_loads_nothing_of_it(file: Path) -> None:
    ours = ["lint.fix", "lint.edits", "lint.apart", "generator.cli.fixing"]
    names = {*ours, "generator.platform.document.splice", "generator.platform.document.yaml_inline", "difflib"}
    program = f"import sys\nfrom generator.cli import run\nrun(['lint'])\nprint({names} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=file.parent, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("set()\n")
