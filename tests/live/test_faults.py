"""What goes wrong with AWS: each is told, ends in time, and says nothing that is not known."""

import json
from datetime import date
from pathlib import Path
from time import monotonic

import pytest

from generator.cli import run
from generator.errors import Exit
from generator.live.account import Account, account
from generator.live.actions import ACTIONS
from generator.live.check import check
from generator.live.session import Way
from generator.platform.document.source import Source
from generator.platform.load import load
from lint.engine import Result
from lint.reader import NotRead, Unread
from lint.rule import live_rules
from tests.aws.gate import Broken, Gate
from tests.live.account import BASE_ACCOUNT, REGION, furnished
from tests.platforms import ROOT, document

POLICY = json.loads((ROOT / "docs" / "live-policy.json").read_text())
ALLOWED = frozenset(POLICY["Statement"][0]["Action"])


@pytest.fixture
def way_in(gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """The gate is where this process asks, and nobody waits long."""
    for name, value in gate.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("generator.live.session.ATTEMPTS", 2)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "platform.yaml").write_text(document())
    return gate


def checked(text: str | None = None) -> tuple[Result, list[Unread], Account]:
    source = Source("platform.yaml", text or document())
    (name, platform), *_ = load(source).items()
    asked = account(Way(), REGION, BASE_ACCOUNT)
    found = check(source, {name: platform}, {name: asked}, date(2026, 11, 23))
    return found.result, found.unread, asked


def messages(result: Result) -> list[tuple[str, str]]:
    return [(each.rule.name if each.rule else "", each.message) for each in result.findings]


def test_the_policy_suffices(way_in: Gate) -> None:
    """A gate that denies all else lets everything be read, of a platform that names one of everything."""
    text = document(furnished(way_in.aws))
    way_in.allowed = ALLOWED
    result, unread, _ = checked(text)
    assert (messages(result), unread) == ([("certificate-unusable", "the certificate old ran out on 2012-05-08")], [])
    Path("platform.yaml").write_text(text)
    assert run(["live", "pin", "--diff"]) == Exit.OK
    assert {*way_in.asked} <= ALLOWED
    assert len({*way_in.asked}) > 25


def test_a_gate_that_denies_is_felt(way_in: Gate) -> None:
    way_in.allowed = ALLOWED - {"ec2:DescribeVpcs"}
    result, unread, _ = checked()
    assert "not allowed here" in unread[0].reason
    assert {each.rule for each in unread} >= {"vpc-quota-full", "network-taken", "subnet-without-room"}
    assert "zone-not-offered" not in {each.rule for each in unread}
    assert messages(result) == []


def test_what_may_not_be_read_is_listed_and_the_rest_goes_on(way_in: Gate, capsys: pytest.CaptureFixture[str]) -> None:
    way_in.allowed = ALLOWED - {"iam:GetRole", "servicequotas:GetServiceQuota"}
    assert run(["live", "check"]) == Exit.OK
    said = capsys.readouterr()
    assert "production: not asked: principal-missing: iam:GetRole: AccessDenied" in said.err
    assert "servicequotas:GetServiceQuota" in said.err
    way_in.allowed = frozenset({"sts:GetCallerIdentity"})
    assert run(["live", "check"]) == Exit.TOOL_FAILED
    assert run(["live", "pin"]) == Exit.TOOL_FAILED
    assert run(["capacity", "--live"]) == Exit.TOOL_FAILED


def test_throttling_is_waited_for(way_in: Gate) -> None:
    throttled = {"eks:DescribeCluster", "iam:GetRole"}
    way_in.breaks = lambda action, number: Broken(400, "Throttling") if action in throttled and number == 1 else None
    result, unread, _ = checked()
    assert (messages(result), unread) == ([], [])
    assert [way_in.asked.count(action) for action in sorted(throttled)] == [2, 2]


def test_throttling_that_never_ends_ends(way_in: Gate) -> None:
    way_in.breaks = lambda action, _: Broken(400, "ThrottlingException") if action.startswith("eks:") else None
    started = monotonic()
    _, unread, _ = checked()
    assert {each.rule for each in unread} >= {"addon-not-offered", "cluster-quota-full", "version-not-offered"}
    assert monotonic() - started < 60


def test_no_question_is_asked_when_the_time_is_over(way_in: Gate) -> None:
    made = account(Way(), REGION, BASE_ACCOUNT)
    late = Account(made.session, seconds=-1)
    with pytest.raises(NotRead, match="there was no time left to ask"):
        late.read("ec2", "describe_vpcs")


def test_an_expired_token(way_in: Gate, capsys: pytest.CaptureFixture[str]) -> None:
    way_in.breaks = lambda _action, _number: Broken(403, "ExpiredToken")
    assert run(["live", "check"]) == Exit.TOOL_FAILED
    assert "log in again, for example by `aws sso login`" in capsys.readouterr().err


def test_half_a_list_is_no_list(way_in: Gate) -> None:
    """A page, and then an error: the rule is not asked, rather than with half of what there is."""
    first = json.dumps({"clusters": ["one"], "nextToken": "more"}).encode()

    def broken(action: str, number: int) -> Broken | None:
        if action != "eks:ListClusters":
            return None
        return Broken(200, body=first) if number == 1 else Broken(500, "ServerException")

    way_in.breaks = broken
    _, unread, _ = checked()
    assert [each.rule for each in unread] == ["cluster-quota-full"]


def test_half_an_answer_is_none(way_in: Gate) -> None:
    whole = json.dumps({"clusters": ["one"]}).encode()
    way_in.breaks = lambda action, _: Broken(200, body=whole, cut=True) if action == "eks:ListClusters" else None
    _, unread, _ = checked()
    assert [each.rule for each in unread] == ["cluster-quota-full"]


def test_a_question_is_asked_once(way_in: Gate) -> None:
    checked()
    assert way_in.asked.count("ec2:DescribeVpcs") == 1
    assert way_in.asked.count("eks:DescribeCluster") == 1
    assert len(live_rules()) > 30
    assert len(ACTIONS) > 30
