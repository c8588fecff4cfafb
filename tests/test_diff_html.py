"""The report as a page: complete, the same every time, and nothing that others wrote does anything in it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings

from generator.cli import run
from generator.diff.change import Action, Change, Field
from generator.diff.report.html import report
from generator.diff.report.html.groups import ENTRIES, Budget, listing
from generator.diff.report.html.values import shown
from generator.errors import Exit
from tests.test_diff import EXAMPLE, compared
from tests.test_diff_markdown import HOSTILE, comparison

EDITS = (
    ("private: {kind: private, size: 20}", "private: {kind: private, size: 21}"),
    ("publicCidrs: [203.0.113.0/24]", "publicCidrs: []"),
    ("instanceTypes: [m7g.xlarge]", "instanceTypes: [m7g.2xlarge]"),
    ("replicas: 3\n", "replicas: 4\n"),
    ("nat: perZone", "nat: single"),
)
VOID = {"meta", "link", "input", "img", "br"}
OURS = {"svg", "rect", "ins", "del", "pre", "fieldset", "legend", "label"}


class Reader(HTMLParser):
    """The elements of a page, and whether each is closed where it must be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return report(compared(tmp_path_factory.mktemp("page"), *EDITS))


def test_everything_is_there(page: str) -> None:
    words = re.sub(r"\s+", " ", " ".join(Reader(page).words))
    parts = ["At a glance", "Before you merge", "connections to the outside break", "the internet", "Intent"]
    parts += ["aws_eks_node_group.general", "forces replacement", "follows aws_subnet.private-a", "Deployment iot/mqtt"]
    parts += ["Reachability", "What the bill follows", "3 to 12", "Addresses", "Runs out first", "Topology", "Findings"]
    assert [part for part in parts if part not in words] == []
    assert words.index("Before you merge") < words.index("Intent") < words.index("aws_eks_cluster.this")


def test_the_same_comparison_makes_the_same_page(tmp_path: Path, page: str) -> None:
    again = report(compared(tmp_path, *EDITS))
    folder = r"(?<=<code>)/[^<]*(?=/(base|head)\.yaml)"
    assert re.sub(folder, "", again) == re.sub(folder, "", page)


def test_it_needs_nothing_else(page: str) -> None:
    for tag, attributes in Reader(page).elements:
        for key in ("src", "href"):
            assert (attributes.get(key) or "#").startswith(("#", "data:")), tag
        assert tag not in {"script", "iframe", "object", "embed", "form"}
        assert not {key for key in attributes if key.startswith("on") or key == "style"}
    (policy,) = [a["content"] for tag, a in Reader(page).elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")


def test_every_target_is_there_once(page: str) -> None:
    elements = Reader(page).elements
    known = [str(attributes["id"]) for _, attributes in elements if "id" in attributes]
    assert len(known) == len(set(known))
    targets = {str(attributes["href"])[1:] for tag, attributes in elements if tag == "a"}
    assert targets <= set(known)


@settings(max_examples=100, deadline=None)
@given(HOSTILE)
def test_what_others_wrote_is_only_text(text: str) -> None:
    plain = [tag for tag, _ in Reader(report(comparison("x"))).elements]
    found = Reader(report(comparison(text)))
    assert {tag for tag, _ in found.elements} <= {*plain, *OURS, "code", "details", "summary"}
    assert sum(tag == "script" for tag, _ in found.elements) == 0
    for tag, attributes in found.elements:
        assert tag != "a" or str(attributes["href"]).startswith("#")
        assert not {key for key in attributes if key.startswith("on")}
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", "".join(found.words))


def updated(count: int, *, alike: bool) -> list[Change]:
    return [
        Change(
            "kubernetes", f"Deployment a/s{i}", Action.UPDATE, (Field(("c", f"s{i}", "image"), 1, 2 if alike else i),)
        )
        for i in range(count)
    ]


def test_what_is_alike_is_one_entry() -> None:
    (entry,) = listing(updated(3000, alike=True), Budget()).entries
    assert (entry.objects, len(entry.names), entry.more_names) == (3000, 2000, 1000)
    assert [name for name, _, _ in entry.fields] == ["c.NAME.image"]


def test_what_is_too_much_is_counted() -> None:
    found = listing(updated(3000, alike=False), Budget())
    assert (len(found.entries), found.changes, found.left_out) == (ENTRIES, 3000, 3000 - ENTRIES)
    spent = listing(updated(10, alike=False), Budget(5)).entries
    assert (len(spent[0].fields), spent[-1].fields, spent[-1].more_fields) == (1, [], 1)


def test_a_page_does_not_grow_without_end() -> None:
    assert len(report(comparison("x" * 1000, count=4_000, size=50))) < 10_000_000


def test_long_texts_are_compared_line_by_line() -> None:
    values = shown(
        Field(("policy",), '{"a": [1, 2], "b": "%s"}' % ("x" * 100), '{"a": [1, 3], "b": "%s"}' % ("x" * 100))
    )
    assert [line for kind, line in values.lines if kind in {"added", "removed"}] == ["    2", "    3"]
    assert shown(Field(("x",), "short", "other")).lines == []
    cut = shown(Field(("x",), "", "y" * 5000)).new or ""
    assert cut.endswith("… (5,002 characters)")


def test_reports_go_where_they_are_sent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, head = tmp_path / "base.yaml", tmp_path / "head.yaml"
    base.write_text(EXAMPLE)
    head.write_text(EXAMPLE.replace(*EDITS[0]))
    page, comment = tmp_path / "diff.html", tmp_path / "diff.md"
    words = ["diff", str(base), str(head), "-o", f"html:{page}", "-o", f"markdown:{comment}"]
    assert run([*words, "--report-url", "https://ci.example/1", "--today", "2026-11-23"]) == Exit.OK
    assert capsys.readouterr().out.startswith(f"{base} -> {head}\n")
    assert page.read_text().startswith("<!doctype html>")
    assert "[full report](<https://ci.example/1>)" in comment.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "json", "-o", "html"], "only one report can be printed"),
        (["-o", "html:"], "names no file"),
        (["-o", "pdf"], "there is no format `pdf`"),
        (["-o", "html:{base}"], "must not be written"),
        (["--report-url", "javascript:alert(1)"], "is a URL that begins with https://"),
    ],
)
def test_what_makes_no_sense_is_refused(
    tmp_path: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(EXAMPLE)
    assert run(["diff", str(base), str(base), *(word.format(base=base) for word in words)]) == Exit.INVALID
    assert said in re.sub(r"[│\s]+", " ", capsys.readouterr().err)
    assert base.read_text() == EXAMPLE
