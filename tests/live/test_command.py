"""`groundplan live` as people meet it: against the stand-in, without credentials, with those of somebody else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import Exit
from tests.aws.server import Aws
from tests.platforms import document
from tests.tools import run

NOBODY = {
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
}


def groundplan(folder: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    words = (sys.executable, "-c", "import sys; from generator.cli import main; main()", *words)
    return run(list(words), folder, **NOBODY | environment)


def live(folder: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return groundplan(folder, "live", *words, **environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "platform.yaml").write_text(document())
    return tmp_path


def test_nothing_is_found(folder: Path, aws: Aws) -> None:
    done = live(folder, "check", **aws.environment)
    assert (done.returncode, done.stderr) == (Exit.OK, "")
    assert "no findings" in done.stdout


def test_reports_and_allows(folder: Path, aws: Aws) -> None:
    """A zone that is not there, in the forms that lint has; then it is allowed."""
    changed = {"vpc": {"zones": ["a", "b", "f"]}}
    (folder / "platform.yaml").write_text(document(changed))
    outputs = ["--output", "sarif:live.sarif", "--output", "junit:live.xml"]
    done = live(folder, "check", "--format", "json", *outputs, **aws.environment)
    assert done.returncode == Exit.FINDINGS
    found = {each["id"]: each for each in json.loads(done.stdout)["findings"]}
    assert found["LIV-001"]["message"] == "account 111122223333 has no zone eu-west-1f; it has a, b, c"
    assert found["LIV-001"]["place"] == ["vpc", "zones", 2]
    sarif = json.loads((folder / "live.sarif").read_text())["runs"][0]
    assert "LIV-001" in {result["ruleId"] for result in sarif["results"]}
    assert "LIV-001" in (folder / "live.xml").read_text()
    rules = ("zone-not-offered", "instance-type-not-offered")
    allow = {"lint": {"allow": [{"rule": rule, "reason": "it comes next week"} for rule in rules]}}
    (folder / "platform.yaml").write_text(document(changed | allow))
    assert live(folder, "check", **aws.environment).returncode == Exit.OK
    (folder / "platform.yaml").write_text(document(changed))
    assert live(folder, "check", "--fail-on", "never", **aws.environment).returncode == Exit.OK


def test_a_report_does_not_take_the_place_of_the_platform(folder: Path) -> None:
    done = live(folder, "check", "--output", "json:platform.yaml")
    assert (done.returncode, "must not be written" in done.stderr) == (Exit.INVALID, True)


def test_capacity_counts_what_others_hold(folder: Path, aws: Aws) -> None:
    ec2 = aws.client("ec2")
    tags = [{"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": "demo"}]}]
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=tags)["Vpc"]["VpcId"]
    named = [{"ResourceType": "subnet", "Tags": [{"Key": "Name", "Value": "demo-control-a"}]}]
    where = {"VpcId": vpc, "CidrBlock": "10.0.192.0/28", "AvailabilityZone": "eu-west-1a"}
    subnet = ec2.create_subnet(TagSpecifications=named, **where)["Subnet"]["SubnetId"]
    made = [ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"] for _ in range(6)]
    try:
        assert groundplan(folder, "capacity", **aws.environment).returncode == Exit.OK
        assert groundplan(folder, "capacity", "--live", **aws.environment).returncode == Exit.FINDINGS
        done = live(folder, "check", **aws.environment)
        assert (
            "subnet-without-room [LIV-005] control-a lacks 1 addresses at full scale: others hold 6 of 11"
            in done.stdout
        )
    finally:
        for each in made:
            ec2.delete_network_interface(NetworkInterfaceId=each["NetworkInterfaceId"])
        ec2.delete_subnet(SubnetId=subnet)
        ec2.delete_vpc(VpcId=vpc)


def test_nothing_has_been_made_yet(folder: Path, aws: Aws) -> None:
    done = live(folder, "drift", **aws.environment)
    assert (done.returncode, done.stderr) == (Exit.FINDINGS, "")
    lines = done.stdout.splitlines()
    line = next(at for at, text in enumerate(document().splitlines(), 1) if text == "cluster:")
    assert f"platform.yaml:{line}:1: cluster: declared demo, in AWS nothing" in lines
    assert any("vpc: declared demo, in AWS nothing" in each for each in lines)
    assert not any("nodes.groups.general: declared general-" in each for each in lines)
    report = json.loads(live(folder, "drift", "--format", "json", **aws.environment).stdout)
    assert [report["version"], report["unread"], len(report["drifts"])] == [1, [], len(lines) - 1]
    assert {entry["actual"] for entry in report["drifts"]} == {None}


def test_a_format_that_there_is_not(folder: Path) -> None:
    done = live(folder, "drift", "--format", "xml")
    assert done.returncode == Exit.INVALID
    assert "`xml` is none of json, text" in done.stderr


def test_credentials_of_another_account(folder: Path, aws: Aws) -> None:
    (folder / "platform.yaml").write_text(document({"account": "444455556666"}))
    done = live(folder, "check", **aws.environment)
    assert done.returncode == Exit.INVALID
    assert "these credentials are of account 111122223333" in done.stderr


def test_no_credentials(folder: Path) -> None:
    done = live(folder, "check")
    assert done.returncode == Exit.TOOL_FAILED
    assert "Unable to locate credentials" in done.stderr


def test_no_network(folder: Path) -> None:
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    done = live(folder, "check", **keys, AWS_ENDPOINT_URL="http://127.0.0.1:9", AWS_MAX_ATTEMPTS="1")
    assert done.returncode == Exit.TOOL_FAILED
    assert "Could not connect" in done.stderr


def test_boto3_is_loaded_where_aws_is_asked_alone(folder: Path) -> None:
    """Its import takes longer than a whole lint."""
    commands = [
        ["lint"],
        ["capacity"],
        ["render"],
        ["explain", "vpc-quota-full"],
        ["live", "--help"],
        ["live", "check", "--help"],
    ]
    code = (
        "import sys; from generator.cli import run\n"
        f"for words in {commands}: run(words)\n"
        "print('loaded:', sorted({'boto3', 'botocore'} & sys.modules.keys()), 'urllib3' in sys.modules)"
    )
    done = run([sys.executable, "-c", code], folder)
    assert done.stdout.splitlines()[-1] == "loaded: [] False", done.stdout + done.stderr
