"""From text to platforms: every bad input is a message at its place, and nothing that is good is refused."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import run
from generator.platform.document.merge import merge
from generator.platform.document.source import MAX_BYTES, Source
from generator.platform.load import InvalidPlatform, load
from generator.platform.types.platform import Platform
from tests.platforms import BASE, base, document
from tests.tools import run as run_tool

INVALID = Path(__file__).parent / "invalid"
CASES = sorted(file.stem for file in INVALID.glob("*.yaml"))
DOCUMENT = document().encode()


def lint(file: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = run(["lint", str(file), "--today", "2026-11-23"])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out + said.err


def loaded(text: str) -> dict[str, Platform]:
    return load(Source("platform.yaml", text))


def problems(text: str) -> list[str]:
    with pytest.raises(InvalidPlatform) as raised:
        loaded(text)
    return [problem.message for problem in raised.value.problems]


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_explained(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """GROUNDPLAN_UPDATE=1 writes what is printed as what is expected."""
    monkeypatch.chdir(INVALID)
    code, said = lint(Path(f"{name}.yaml"), capsys)
    expected = INVALID / f"{name}.txt"
    if os.environ.get("GROUNDPLAN_UPDATE"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert code == 2


BYTES: dict[str, tuple[bytes, str]] = {
    "latin-1": ("apiVersion: groundplan/v1\nname: d\xe9mo\n".encode("latin-1"), ":2:8: not UTF-8"),
    "utf-16": ("name: demo\n".encode("utf-16"), ":1:1: not UTF-8"),
    "nul": (
        b"name: a\n# \xc3\xa9\xc3\xa9\nb: \xc3\xa9\x00c\n",
        ":3:5: error: control characters are not allowed: U+0000",
    ),
    "escape": (b"name: \x1b[31mred\n", ":1:7: error: control characters are not allowed: U+001B"),
    "cr lines": (b"name: a\rtier: \x07", ":2:7: error: control characters are not allowed: U+0007"),
    "a line of junk": (b"x" * 1_000_000, ":1:1: error: a platform is a mapping"),
    "lines of junk": (b"x: [\n" * 200_000, "nested deeper than 64 levels"),
    "junk of bytes": (bytes(range(256)) * 4_000, "not UTF-8"),
    "junk of keys": (b"".join(b"k%d: v\n" % n for n in range(80_000)), "unknown key `k79999`"),
    "long key": (b"k" * 1_000_000 + b": v\n", "mapping values are not allowed in this context"),
    "long number": (b"account: " + b"1" * 5_000 + b"\n", "this number is too long; put it in quotes if it is text"),
    "long hexadecimal": (b"account: 0x" + b"f" * 5_000 + b"\n", "this number is too long"),
    "too large": (b" " * (MAX_BYTES + 1), "larger than 32 MiB"),
}


@pytest.mark.parametrize("name", BYTES)
def test_bad_bytes_are_explained(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, expected = BYTES[name]
    file = tmp_path / "platform.yaml"
    file.write_bytes(content)
    code, said = lint(file, capsys)
    assert expected in said
    assert code == 2
    assert "\x1b" not in said
    assert max(map(len, said.splitlines())) < 600


@pytest.mark.parametrize("kind", ["missing", "folder", "below a file", "pipe", "zeros", "loop", "long name"])
def test_what_is_no_file_is_refused_at_once(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "platform.yaml"
    match kind:
        case "folder":
            file.mkdir()
        case "below a file":
            file.write_text("")
            file /= "platform.yaml"
        case "pipe":
            os.mkfifo(file)
        case "zeros":
            file.symlink_to("/dev/zero")
        case "loop":
            file.symlink_to(file)
        case "long name":
            file = tmp_path / ("x" * 300)
    code, said = lint(file, capsys)
    assert said.startswith(f"groundplan: {file}: no{'t a file; give' if kind != 'missing' else ' such file; run'}")
    assert code == 2


def test_a_file_without_a_size_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    if not Path("/proc/version").exists():
        pytest.skip("there is no /proc here")
    assert "a platform is a mapping" in lint(Path("/proc/version"), capsys)[1]


def test_a_file_that_may_not_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "platform.yaml"
    file.write_bytes(DOCUMENT)
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    assert lint(file, capsys) == (5, f"groundplan: {file}: no permission to read it\n")


@pytest.mark.parametrize(
    "content",
    [
        DOCUMENT,
        DOCUMENT.replace(b"\n", b"\r\n"),
        DOCUMENT.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + DOCUMENT,
        b"\xef\xbb\xbf# first\r\n---\r\n" + DOCUMENT.replace(b"\n", b"\r\n") + b"...\r\n",
        b"%YAML 1.2\n---\n" + DOCUMENT,
        DOCUMENT.rstrip(b"\n"),
        DOCUMENT.replace(b"\n", b" \t# comment\n"),
    ],
    ids=["as it is", "crlf", "cr", "bom", "bom, markers, crlf", "directive", "no last newline", "comments"],
)
def test_what_editors_do_to_a_file_is_accepted(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "platform.yaml"
    file.write_bytes(content)
    code, said = lint(file, capsys)
    assert code == 0, said


ENV = {"services": {"web": {"namespace": "shop", "image": "a.b/c:1", "env": {}}}}


@pytest.mark.parametrize(
    "word",
    [
        "on",
        "yes",
        "No",
        "1:30",
        "12:30:45",
        "2027-06-30",
        "2027-06-30T10:00:00Z",
        "1_000",
        "0b11",
        "=",
        "0o8",
        "-",
        ".",
        "1e",
        "nUlL",
    ],
)
def test_lookalikes_are_text(word: str) -> None:
    text = document(ENV).replace("env: {}", f"env: {{A: {word}}}")
    (platform,) = loaded(text).values()
    assert platform.services["web"].env == {"A": word}


def test_an_anchor_is_a_value_used_twice() -> None:
    text = document().replace("10.0.0.0/16", "&net 10.0.0.0/16").replace("[a, b, c]", "&zones [a, b, c]")
    text += "lint:\n  allow:\n  - &allow {rule: a, reason: &why because}\n  - *allow\n  - {rule: b, reason: *why}\n"
    (platform,) = loaded(text).values()
    assert [(allow.rule, allow.reason) for allow in platform.lint.allow] == [
        ("a", "because"),
        ("a", "because"),
        ("b", "because"),
    ]


def test_an_alias_as_a_key_or_a_tagged_key_is_no_way_around() -> None:
    assert "a key must be plain text" in problems("&name name: demo\n*name : demo\n")


def test_a_mistake_of_two_environments_is_one() -> None:
    with pytest.raises(InvalidPlatform) as raised:
        loaded(document({"nme": "x", "environments": {"production": {}, "staging": {"account": "444455556666"}}}))
    (problem,) = raised.value.problems
    assert problem.environments == ("production", "staging")


@pytest.mark.parametrize(
    "name", ["on", "null", "1", "a.b", "-", "a" * 64, "../x", "a\n", "é", "__class__", "environments"]
)
def test_an_environment_has_a_plain_name(name: str) -> None:
    good = name in {"on", "null", "environments"}
    text = document({"environments": {name: {}}}) if name != "null" else document() + "environments: {null: {}}\n"
    if good:
        assert list(loaded(text)) == [name]
    else:
        assert f"`{name}` is not a name of lower-case letters, digits and hyphens" in problems(text)


def test_without_environments_the_tier_names_the_one() -> None:
    assert list(loaded(document({"tier": "staging"}))) == ["staging"]
    assert problems(document({"tier": None})) == ["`tier` is missing: What the rules expect of it."]
    assert problems(document({"tier": ["production"]})) == ["expected development, production or staging, found a list"]


def test_all_kinds_of_mistakes_are_told_at_once() -> None:
    text = document({"environments": {"production": {"name": "x"}, "staging": {"account": "444455556666", "teir": 1}}})
    assert sorted(problems(f"{text}nme: x\nname: again\n")) == [
        "`name` is here twice: line 2 has it too",
        "`name` is the same in every environment; set it at the top",
        "unknown key `nme`, did you mean `name`?",
        "unknown key `teir`, did you mean `tier`?",
    ]


SPANS = """\
top: {flow: {deep: 1}, list: [a, {b: c}]}
text: |
  # groundplan: allow x: y
  more
# groundplan: allow real: comment
"# groundplan: allow x: y": 'quoted # groundplan: allow x: y'
folded: >-
  a

  b
nothing:
plain: two
  lines
environments:
  e: {top: {flow: {deep: 2}}, text: {new: 1}}
"""


@pytest.mark.parametrize(
    ("place", "environment", "expected"),
    [
        (("top", "flow", "deep"), None, (1, "deep: 1")),
        (("top", "flow", "deep"), "e", (15, "deep: 2")),
        (("top", "flow", "deep"), "other", (1, "deep: 1")),
        (("top", "flow"), "e", (15, "flow: {deep: 2}")),
        (("top", "flow", "missing"), None, (1, "flow: {deep: 1}")),
        (("top", "list", 1, "b"), "e", (1, "b: c")),
        (("top", "list", 0), "e", (1, "a")),
        (("text",), None, (2, "text")),
        (("text", "new"), "e", (15, "new: 1")),
        (("folded",), None, (7, "folded")),
        (("nothing",), None, (11, "nothing:")),
        (("plain",), None, (12, "plain")),
        (("unknown",), "e", (1, "top")),
        ((), "e", (1, "top")),
    ],
)
def test_a_place_is_shown_where_it_is_set(
    place: tuple[str | int, ...], environment: str | None, expected: tuple[int, str]
) -> None:
    source = Source("platform.yaml", SPANS)
    span = source.span(place, environment)
    assert (span.line, source.line(span.line)[span.column - 1 : span.end - 1]) == expected


def test_a_comment_in_a_text_is_text() -> None:
    source = Source("platform.yaml", SPANS)
    marks = [(number, line.index("#") + 1) for number, line in enumerate(SPANS.splitlines(), 1) if "#" in line]
    assert [line for line, column in marks if not source.in_text(line, column)] == [5]


def test_lines_are_counted_as_yaml_counts_them() -> None:
    source = Source("platform.yaml", 'a: "x\u200by"\r\nb: "p\u2028q"\rc: 1\n')
    span = source.span(("c",))
    assert source.line(span.line) == "c: 1"
    assert source.line(99) == ""


APPENDIX_A = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


@pytest.mark.parametrize(("target", "patch", "expected"), APPENDIX_A)
def test_merge_is_rfc_7396(target: Any, patch: Any, expected: Any) -> None:
    """Its appendix A: https://www.rfc-editor.org/rfc/rfc7396#appendix-A"""
    before = repr((target, patch))
    assert merge(target, patch) == expected
    assert repr((target, patch)) == before


def test_a_platform_has_its_environment() -> None:
    assert base().environment == "production"
    assert "environment" not in BASE


def test_reading_does_not_load_what_explains(tmp_path: Path) -> None:
    (tmp_path / "platform.yaml").write_bytes(DOCUMENT)
    code = (
        "import sys; from generator.cli import run; run(['lint']); print('jsonschema' in sys.modules, file=sys.stderr)"
    )
    assert run_tool([sys.executable, "-c", code], tmp_path).stderr == "False\n"


def test_safe_dump_is_what_we_read() -> None:
    assert Source("", document()).data == yaml.safe_load(document())
