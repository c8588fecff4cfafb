"""The language server as an editor has it: one process, and the client of Visual Studio Code at its other end."""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.editor.driver import MODULES, Document, Driver
from tests.platforms import document
from tests.test_custom_rules import RULE

SERVER = [sys.executable, "-c", "from generator.cli import main; main()", "lsp"]
NAT: dict[str, Any] = {"vpc": {"nat": "single"}}
_numbers = count()


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    if not (MODULES / "vscode-languageserver-protocol").exists():
        pytest.skip("no client; run `make .cache/editor/installed`")
    folder = tmp_path_factory.mktemp("server")
    (folder / "own").mkdir()
    (folder / "own/no_owner.py").write_text(RULE.replace("WARNING", "INFO") + "        print('to standard output')\n")
    (folder / "policy.yaml").write_text("lint: {neverAllow: [CLU]}\n")
    with Driver([*SERVER, "--rules", "own", "--policy", "policy.yaml"], folder) as driver:
        capabilities = driver.do("initialize")["capabilities"]
        assert capabilities["textDocumentSync"]["change"] == 2, "incremental"
        yield driver
        assert driver.do("messages") == []
        assert driver.do("exit") == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.fixture
def editor(driver: Driver, folder: Path) -> Iterator["Editor"]:
    made = Editor(driver, folder)
    yield made
    for each in made.opened:
        each.do("close")


class Editor:
    """Opens documents in a folder of its own."""

    def __init__(self, driver: Driver, folder: Path) -> None:
        self.driver, self.folder = driver, folder
        self.opened: list[Document] = []

    def open(self, text: str, name: str = "platform.yaml") -> Document:
        self.opened.append(Document(self.driver, self.folder / name, text))
        return self.opened[-1]

    def platform(self, patch: dict[str, Any], name: str = "platform.yaml") -> Document:
        return self.open(document({"tags": {"owner": "shop"}} | patch), name)


def codes(found: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in found]


# ------------------------------------------------------------------ diagnostics


def test_findings_as_they_are_typed(editor: Editor) -> None:
    file = editor.platform({})
    assert file.diagnostics() == []
    (found,) = file.type(("zones:", "nat: single\n  zones:"))
    source = "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-networking.html"
    assert found["text"] == "nat: single"
    assert (found["severity"], found["code"], found["source"]) == (2, "single-nat-gateway", "groundplan")
    assert found["codeDescription"] == {"href": source}
    assert found["message"] == "one NAT gateway, in zone a, serves 3 zones"
    assert file.type(("single", "perZone")) == []


def test_faults_and_half_typed_text(editor: Editor) -> None:
    file = editor.platform(NAT)
    (found,) = file.type(("nat: single", "nta: single"))
    assert (found["text"], found["severity"], found["code"]) == ("nta: single", 1, "invalid")
    assert "did you mean `nat`" in found["message"]
    (found,) = file.type(("nta: single", "nat: {si"))
    assert found["code"] == "invalid"
    assert file.type(("name: demo", "x: [")) != []
    assert codes(file.type(("x: [", "name: demo"), ("nat: {si", "nat: single"))) == ["single-nat-gateway"]
    assert "the file is empty" in file.type((None, ""))[0]["message"]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_columns_count_in_utf16_and_lines_as_editors_do(editor: Editor, break_: str) -> None:
    text = document(NAT | {"tags": {"owner": "shop"}}).replace("\nregion:", "\n# 🙂🙂\u2028\x85\nregion:")
    text = text.replace("\n  nat: single", '\n  "nat": "single" # 🙂🙂 ').replace("\nvpc:", " # 🙂 \u2028 # é\nvpc:")
    file = editor.open(text.replace("\n", break_))
    assert [each["text"] for each in file.diagnostics()] == ['"nat": "single"']
    whole = text[text.index("vpc:") : text.index("subnets:")].replace("\n", break_)
    flow = 'vpc: {"cidr": "10.0.0.0/16", zones: [a, b, c], "\\U0001F642🙂": 1, nat: single}'
    found = file.type((whole, flow + break_), ("🙂\u2028", "🙂🙂\u2028 # "))
    assert [each["text"] for each in found] == ['"\\U0001F642🙂": 1']
    assert [each["text"] for each in file.type((', "\\U0001F642🙂": 1', ""))] == ["nat: single"]
    assert [each["text"] for each in file.type(("# é", "# \x0c é"))] == ["\x0c"], "which YAML may not have"


def test_findings_of_environments_are_where_they_are_set(editor: Editor) -> None:
    file = editor.platform({"environments": {"a": NAT, "b": {"account": "222222222222"}}})
    (found,) = file.diagnostics()
    assert (found["text"], found["message"]) == ("nat: single", "one NAT gateway, in zone a, serves 3 zones (a)")


def test_own_rules_and_policy(editor: Editor) -> None:
    (found,) = editor.platform({"tags": {"team": "x"}}).diagnostics()
    assert (found["code"], found["severity"], found["text"]) == ("no-owner", 3, "tags")


def test_several_documents(editor: Editor) -> None:
    one, other = editor.platform(NAT, "one/platform.yaml"), editor.platform({}, "other/platform.yml")
    assert (codes(one.diagnostics()), other.diagnostics()) == (["single-nat-gateway"], [])
    assert codes(other.type(("zones:", "nat: single\n  zones:"))) == ["single-nat-gateway"]
    assert one.type(("nat: single", "nat: perZone")) == []
    assert len(other.diagnostics()) == 1
    other.do("close")
    editor.opened.remove(other)
    one.do("hover", at="n|at:")
    assert other.do("said")["last"] == 0


def test_what_is_no_platform_is_left_alone(editor: Editor) -> None:
    others = [
        editor.open("apiVersion: apps/v1\nkind: Deployment\n", "deployment.yaml"),
        editor.open("apiVersion: backstage.io/v1\nkind: Component\n", "platform.yaml"),
        editor.open("a: [", "values.yaml"),
    ]
    ours = editor.platform(NAT, "clusters.yaml")
    assert codes(ours.diagnostics()) == ["single-nat-gateway"], "what says so itself is one, however it is called"
    for each in others:
        text = "|a: [" if each is others[-1] else "|apiVersion"
        assert each.do("hover", at=text) is None
        assert each.do("complete", at=text) == {}
        assert each.do("actions", at=text) == []
        assert each.do("said")["times"] == 0


def test_another_file_that_it_extends(editor: Editor) -> None:
    editor.folder /= "ä b#c%20"
    editor.folder.mkdir()
    policy = editor.folder / "policy.yaml"
    policy.write_text("lint: {severity: {NET-024: eror}}\n")
    file = editor.platform(NAT | {"lint": {"extends": "policy.yaml"}})
    (found,) = file.diagnostics()
    assert found["text"] == "extends: policy.yaml"
    assert "policy.yaml:1:19: expected error, info or warning" in found["message"]
    policy.write_text("lint: {severity: {NET-024: error}}\n")
    before = file.do("said")["times"]
    file.do("save")
    file.do("hover", at="n|at:")
    while file.do("said")["times"] == before:
        file.do("hover", at="n|at:")
    assert [each["severity"] for each in file.diagnostics()] == [1]


# ------------------------------------------------------------------ hover


def test_why_it_is_found(editor: Editor) -> None:
    shown = editor.platform(NAT).do("hover", at="nat: si|ngle")
    assert shown.startswith("**warning**: one NAT gateway, in zone a, serves 3 zones\n\n**single-nat-gateway** NET-024")
    assert "```yaml\nvpc: {nat: single}\n```" in shown
    assert "**nat** NAT gateways: one per zone" in shown


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("\nvp|c:", "**vpc** The network.\n\na mapping"),
        ("zones|:", "**zones** The availability zones used"),
        ("\n  - |b\n", "a list, at least 1 of them, at most 6 of them"),
        ("tier: prod|uction", "one of `development`, `production`, `staging`"),
        ("size: 2|0", "a whole number, at least "),
        ("min: |3", "**min** "),
    ],
)
def test_what_a_key_means(editor: Editor, at: str, shown: str) -> None:
    assert shown in editor.platform({}).do("hover", at=at)


def test_names_and_comments_are_no_keys(editor: Editor) -> None:
    file = editor.platform({})
    assert file.do("hover", at="  gen|eral:") is None


# ------------------------------------------------------------------ completion

NATS = {"none", "perZone", "regional", "single"}


@pytest.mark.parametrize(
    ("text", "offered", "absent"),
    [
        ("|", {"vpc", "nodes"}, {"nat"}),
        ("name: x\nv|", {"vpc"}, {"name"}),
        ("vpc:\n  |", {"nat", "cidr"}, {"vpc"}),
        ("vpc:\n  nat: |", NATS, {"cidr"}),
        ("vpc:\n  nat:\n    |", NATS, set()),
        ("vpc: {cidr: 10.0.0.0/16, |", {"nat", "zones"}, {"cidr"}),
        ("vpc: {cidr: 10.0.0.0/16, nat: |}", NATS, set()),
        ("vpc: {\n  cidr: 10.0.0.0/16,\n  nat: |", NATS, set()),
        ("vpc: {\n  cidr: 10.0.0.0/16,\n  |", {"nat"}, set()),
        ("environments:\n  staging:\n    vpc: {nat: |", NATS, {"null"}),
        ("environments:\n  staging:\n    |", {"vpc", "account"}, {"name", "lint"}),
        ("cluster:\n  logs:\n    types: [api, |", {"audit", "scheduler"}, set()),
        ("cluster:\n  logs:\n    types:\n    - |", {"audit", "scheduler"}, set()),
        ("lint:\n  allow:\n  - rule: x\n    |", {"reason", "until"}, {"rule"}),
        ("lint:\n  allow:\n    - {rule: |", {"single-nat-gateway", "no-owner"}, set()),
        ("lint:\n  severity:\n    |", {"single-nat-gateway"}, set()),
        ("lint:\n  severity:\n    single-nat-gateway: |", {"error", "warning", "info"}, set()),
        ("x: [\nvpc:\n  nat: |", NATS, set()),
        ("services:\n  web:\n    image: a\n    expose: {type: |", {"LoadBalancer", "ClusterIP"}, set()),
        ("cluster:\n  endpoint:\n    public: |", {"true", "false"}, set()),
        ("# vpc: |", set(), {"vpc"}),
        ("vpc:\n  nat: single # |", set(), NATS),
    ],
)
def test_what_fits_is_offered(editor: Editor, text: str, offered: set[str], absent: set[str]) -> None:
    header = "apiVersion: groundplan/v1\n"
    found = editor.open(f"{header}{text.replace('|', '')}\n").do("complete", at=f"{header}{text}\n")
    assert offered <= found.keys()
    assert absent.isdisjoint(found)


@pytest.mark.parametrize(
    ("text", "label", "after"),
    [
        ("vpc:\n  n|", "nat", "vpc:\n  nat: "),
        ("vpc:\n  n|t: single", "nat", "vpc:\n  nat: single"),
        ("vpc:\n  nat:|", "single", "vpc:\n  nat: single"),
        ("vpc:\n  nat: pe|rz", "perZone", "vpc:\n  nat: perZone"),
        ("v|", "vpc", "vpc:"),
        ("# 🙂\nvpc: {n|", "nat", "# 🙂\nvpc: {nat: "),
    ],
)
def test_what_is_taken_replaces_what_was_typed(editor: Editor, text: str, label: str, after: str) -> None:
    file = editor.open(text.replace("|", ""))
    assert file.do("complete", at=text)[label] == after


# ------------------------------------------------------------------ quick fixes


def test_a_fix_of_each_kind(editor: Editor) -> None:
    file = editor.platform(NAT | {"tags": {"team": "x"}})
    safe, allowed = file.do("actions", at="ta|gs:", only=["quickfix"])
    assert (safe["title"], safe["isPreferred"], safe["eager"]) == ("no-owner: set tags.owner to shop", True, True)
    assert "\ntags:\n  team: x\n  owner: shop\n" in safe["text"]
    assert (allowed["title"], allowed["isPreferred"]) == ("no-owner: allow it here, with a reason", False)
    assert allowed["text"].endswith('lint: {allow: [{rule: no-owner, at: tags, reason: "TODO: say why"}]}\n')
    unsafe, _ = file.do("actions", at="nat: |single", only=["quickfix"])
    assert unsafe["title"] == "single-nat-gateway: set vpc.nat to perZone (unsafe: it changes what runs)"
    assert unsafe["isPreferred"] is False
    assert codes(file.type((None, unsafe["text"]))) == ["no-owner"]
    assert file.type((None, safe["text"].replace("nat: single", "nat: perZone"))) == []


def test_an_allow_is_added_to_those_that_are_there(editor: Editor) -> None:
    others = {"lint": {"allow": [{"rule": "no-owner", "reason": "x"}]}, "tags": {"team": "x"}}
    environments = {"environments": {"a": NAT, "b": {"account": "222222222222"}}}
    file = editor.platform(environments | others)
    (allowed,) = [each for each in file.do("actions", at="nat: |single", only=["quickfix"]) if "allow" in each["title"]]
    entry = '  - {rule: single-nat-gateway, environment: a, at: vpc.nat, reason: "TODO: say why"}\n'
    assert entry in allowed["text"]
    assert file.type((None, allowed["text"])) == []


def test_a_fix_in_an_environment_is_made_there(editor: Editor) -> None:
    file = editor.platform({"environments": {"a": NAT, "b": {"account": "222222222222"}}})
    fix, _ = file.do("actions", at="nat: |single", only=["quickfix"])
    assert "environments:\n  a:\n    vpc:\n      nat: perZone\n" in fix["text"]


def test_all_safe_fixes_at_once(editor: Editor) -> None:
    text = document(NAT | {"tags": {"team": "x"}}) + "# 🙂\n"
    file = editor.open(text)
    (action,) = file.do("actions", at="|name: demo", only=["source.fixAll"])
    assert (action["kind"], action["eager"]) == ("source.fixAll.groundplan", True)
    assert action["text"] == text.replace("  team: x\n", "  team: x\n  owner: shop\n")
    later = [each for each in file.do("actions", at="|name: demo") if each["kind"].startswith("source")]
    assert [(each["eager"], each["text"]) for each in later] == [(False, action["text"])]
    file.type((None, action["text"]))
    assert file.do("actions", at="|name: demo", only=["source.fixAll"]) == []


def test_what_no_allow_silences_offers_none(editor: Editor) -> None:
    file = editor.platform({"cluster": {"endpoint": {"public": True}}})
    assert "public-endpoint-open" in codes(file.diagnostics())
    titles = [each["title"] for each in file.do("actions", at="public: tr|ue", only=["quickfix"])]
    assert [title for title in titles if title.startswith("public-endpoint-open: allow")] == []


# ------------------------------------------------------------------ it lives


@pytest.mark.parametrize(
    "text", ["\0", "\ud800", "%YAML 9\n---\n", "a" * 100_000, "[" * 5000, "&a [*a]", "\ufeffa: 1", "? - a"]
)
def test_any_text_is_answered(editor: Editor, text: str) -> None:
    file = editor.open("x")
    assert file.type((None, text)) != []
    file.do("complete", at=f"{text[:1]}|{text[1:]}") if text.count(text[:1]) == 1 else None
    assert file.do("actions", at=f"|{text}") == []
    assert file.driver.do("messages") == []


def test_keys_pressed_fast_are_looked_at_once(editor: Editor) -> None:
    file = editor.platform(NAT)
    file.diagnostics()
    before = file.do("said")["times"]
    word = "nat: perZone"
    file.do("change", changes=[["nat: single", "nat: "]])
    file.do(
        "change",
        changes=[[word[:length] + "\nsubnets", word[: length + 1] + "\nsubnets"] for length in range(5, len(word))],
    )
    assert file.diagnostics() == []
    assert file.do("said")["times"] <= before + 2


def test_a_large_platform_does_not_hold_up_typing(editor: Editor) -> None:
    """Answers come while it is looked at, and not after."""
    services = {f"s{number:03}": {"namespace": "shop", "image": "example.com/s:1"} for number in range(300)}
    file = editor.platform({"services": services})
    file.diagnostics()
    file.do("change", changes=[["name: demo", "name: demo2"]])
    assert file.do("answers", at="tier: pro|duction") > 3


def test_other_encodings_are_spoken(folder: Path) -> None:
    with Driver(SERVER, folder) as driver:
        answer = driver.do("initialize", encodings=["utf-32", "utf-16"], resolves=False)
        assert answer["capabilities"]["positionEncoding"] == "utf-32"
        file = Document(driver, folder / "platform.yaml", document(NAT).replace("nat: single", '"nat": "single" # 🙂'))
        assert [each["range"]["end"]["character"] for each in file.diagnostics()] == [17]
        assert file.do("actions", at="|name: demo", only=["source"]) == []
        assert driver.do("exit") == 0
