"""A comment says what changes, and nothing that others wrote does anything in it."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.diff.change import ABSENT, Action, Change, Field
from generator.diff.comparison import Comparison
from generator.diff.findings import Findings
from generator.diff.intent import Edit
from generator.diff.report.commonmark import fence, link, prose, words
from generator.diff.report.markdown import marker, report
from generator.diff.report.sections import BYTES, CHARACTERS, Section, fitting
from generator.diff.secrets import masked
from generator.diff.side import Side
from generator.platform.document.source import Source
from lint.engine import Finding
from lint.rule import ERROR
from tests.test_diff import TODAY, compared

OURS = re.compile(
    r"</?sub>|<details><summary>[A-Za-z0-9:,.() ]*</summary>|</?details>|<!-- groundplan:diff v1 id=[\w./%:,~]* -->"
)
BAD = [
    "```",
    "````\n<b>",
    "~~~",
    "</details>",
    "<!-- groundplan:diff v1 id=x -->",
    "@everyone",
    "#12",
    "GH-1",
    "|",
    "\\|",
]
BAD += [
    "\n\n# x",
    "\r\n> x",
    "[a](http://b.c)",
    "![i](//e)",
    "https://evil.example",
    "www.evil.example",
    "<script>",
    "`",
    "\\",
]
BAD += [
    "\u202e",
    "\u2066",
    "\u200b",
    "\x00",
    "\x1b[31m",
    "&lt;",
    "&#64;a",
    "\ud800",
    "-->",
    "<a@b.c>",
    "<http://b.c>",
    "$$x$$",
]
HOSTILE = st.lists(st.one_of(st.sampled_from(BAD), st.text(max_size=8)), max_size=6).map("".join)


def comparison(text: str, count: int = 1, size: int = 1) -> Comparison:
    fields = (Field(("spec", text), text, ABSENT), Field((text,), ABSENT, {"a": text * size}, forces=True))
    changes = [Change("kubernetes", f"{text}{number}", Action.REPLACE, fields, text) for number in range(count)]
    side = Side(text, Source(text, "a: 1\n"), {})
    finding = Finding(side.source.span(()) if side.source else None, None, ERROR, text, (text,), ())  # type: ignore[arg-type]
    edits = [Edit(fields[0], (text,))]
    return Comparison(side, side, edits, {text: changes}, Findings([finding], [], 0), {}, [text], {text: [text]})


def tokens(text: str) -> list[Token]:
    """All tokens, those in lines too, as CommonMark with GitHub's tables and links has them."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = parser.parse(text)
    return [each for token in found for each in (token, *(token.children or ()))]


@settings(max_examples=150, deadline=None)
@given(HOSTILE)
def test_what_others_wrote_is_only_shown(text: str) -> None:
    made = report(comparison(text))
    found = tokens(made)
    for token in found:
        if token.type in {"html_block", "html_inline"}:
            assert not OURS.sub("", token.content).strip()
        if token.type == "text":
            assert not re.search(r"@\w|#\d|GH-\d|https?:|www\.", token.content, re.IGNORECASE)
    assert not {"link_open", "image", "s_open", "em_open"} & {token.type for token in found}
    assert sum(token.type == "fence" for token in found) == 1
    assert sum(token.type == "heading_open" for token in found) == 2
    assert sum(token.type == "tr_open" for token in found) == 2
    assert sum(token.type == "html_block" and "</details>" in token.content for token in found) == 3
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", made)


@given(HOSTILE)
def test_the_marker_is_there_once_and_first(text: str) -> None:
    made = report(comparison(text))
    assert made.startswith(marker(comparison(text)) + "\n")
    assert made.count("<!--") == 1


@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_nothing_ends_a_fence(lines: list[str]) -> None:
    (found,) = tokens(fence(lines, "diff"))
    assert found.type == "fence"
    assert found.content.count("\n") == len(lines)


def test_a_cell_holds_a_pipe() -> None:
    cells = [token.content for token in tokens(report(comparison("a|b"))) if token.type == "code_inline"]
    assert "a|b0" in cells


def test_it_is_cut_between_objects() -> None:
    for text in ("x" * 200, "💥`@" * 80, "|" * 300):
        made = report(comparison(text, count=2000, size=20))
        assert len(made) <= CHARACTERS
        assert len(made.encode()) <= BYTES
        assert re.search(r"\*\*Showing \d+ of 2002 details\*\*", made.split("> [!CAUTION]", maxsplit=1)[0])
        assert made.count("<details>") == made.count("</details>")
        assert sum(token.type == "fence" for token in tokens(made)) > 1


def test_a_service_that_takes_more_is_told_more() -> None:
    of = comparison("x" * 200, count=2000, size=20)
    made = report(of, "", 1_000_000)
    assert 900_000 < len(made) <= 1_000_000
    assert len(made.encode()) <= 1_000_000
    assert len(report(of)) < len(report(of, "", 100_000)) <= 100_000


def test_secrets_are_never_shown() -> None:
    secret = Change("kubernetes", "Secret a/b", Action.UPDATE, (Field(("data", "x"), "hush", "quiet"),))
    other = Change("terraform", "aws_x.y", Action.UPDATE, (Field(("master_password",), ABSENT, "hush"),))
    below = Change("terraform", "aws_x.y", Action.UPDATE, (Field(("a",), ABSENT, [{"apiKey": "hush"}]),))
    for change in (secret, other, below):
        assert "hush" not in repr(masked(change))
        assert "sha256:" in repr(masked(change))
    harmless = Change("terraform", "aws_x.y", Action.UPDATE, (Field(("tokens_left",), 1, 2),))
    assert masked(harmless) == harmless


def test_what_we_say_has_code() -> None:
    assert prose("run `groundplan render`, <now>") == "run `groundplan render`, &lt;now&gt;"
    assert prose("a `b") == words("a `b")
    assert "code_inline" in {token.type for token in tokens(prose("`a``</details>` b"))}


@given(HOSTILE)
def test_prose_is_only_shown(text: str) -> None:
    found = {token.type for token in tokens(f"x {prose(text)} x")}
    assert found <= {"paragraph_open", "paragraph_close", "inline", "text", "code_inline", "text_special"}


def test_words_are_legible() -> None:
    assert MarkdownIt("commonmark").renderInline(words("a <b> & `c` 1.2 *d*")) == "a &lt;b&gt; &amp; `c` 1.2 *d*"


def test_the_order_of_a_comment(tmp_path: Path) -> None:
    edits = (
        ("private: {kind: private, size: 20}", "private: {kind: private, size: 21}"),
        ("nat: perZone", "nat: single"),
    )
    made = report(compared(tmp_path, *edits), "https://ci.example/run/1")
    parts = ["## groundplan", "[full report](<https://ci.example/run/1>)", "> [!CAUTION]"]
    parts += ["### What changes", "Intent:", "Lint:", "Field by field: terraform", "Topology", "Addresses", "Cost:"]
    places = [made.index(part) for part in [*parts, "<sub>groundplan"]]
    assert places == sorted(places)
    assert "```mermaid\nflowchart" in made
    assert re.search(r"`production` runs out first of: `.* planned`", made)


@given(HOSTILE)
def test_a_link_leads_where_it_says(text: str) -> None:
    found = tokens(link("full report", f"https://ci.example/{text}"))
    (opened,) = [token for token in found if token.type == "link_open"]
    assert str(opened.attrs["href"]).startswith("https://ci.example/")
    assert [token.content for token in found if token.type == "text"] == ["full report"]


def test_only_the_web_is_linked() -> None:
    with pytest.raises(ValueError, match="javascript"):
        link("full report", "javascript:alert(1)")


def test_short_sections_come_before_long_ones_get_room() -> None:
    long, short = Section("Long", ["x" * 100] * 2000, bulky=True), Section("Short", ["y"])
    found = {section.title: len(section.pieces) for section in fitting([long, short], "")}
    assert found["Short"] == 1
    assert 0 < found["Long"] < 2000


def test_the_example(tmp_path: Path) -> None:
    made = report(compared(tmp_path, ("private: {kind: private, size: 20}", "private: {kind: private, size: 21}")))
    assert made.index("[!CAUTION]") < made.index("### What changes") < made.index("Intent: platform.yaml (1)")
    assert "**Replace** `aws_eks_node_group.general` in `production`" in made
    assert "No effect" in report(compared(tmp_path))
    assert date(2026, 11, 23) == TODAY
