"""A fix changes its own characters: comments, quoting and layout around it stay byte for byte."""

from copy import deepcopy
from difflib import SequenceMatcher
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.platform.document.source import Source
from generator.platform.document.splice import splice, spliced
from generator.platform.types.node import Place
from generator.platform.violation import REMOVED

CASES: list[tuple[str, Place, Any, str]] = [
    ("a: 1 # one\nb: 2\n", ("a",), True, "a: true # one\nb: 2\n"),
    ("a: 'x'\n", ("a",), "it's", "a: 'it''s'\n"),
    ('a: "x"\n', ("a",), "y", 'a: "y"\n'),
    ("a: # none\nb: 2\n", ("a",), 1, "a: 1 # none\nb: 2\n"),
    ("a: x\n", ("a",), "1.36", 'a: "1.36"\n'),
    ("a: x\n", ("a",), "on", 'a: "on"\n'),
    ("a:\n  b: 1 # one\n# next\nc: 2\n", ("a", "d"), True, "a:\n  b: 1 # one\n  d: true\n# next\nc: 2\n"),
    ("a:\n  b: 1", ("a", "d", "e"), [1], "a:\n  b: 1\n  d: {e: [1]}"),
    ("a: 1\r\nb: {c: 2}\r\n", ("d",), 3, "a: 1\r\nb: {c: 2}\r\nd: 3\r\n"),
    ("a: {b: 1, } # x\n", ("a", "c"), 2, "a: {b: 1, c: 2, } # x\n"),
    ('{"a": {"b": 1}}\n', ("a", "c"), "x", '{"a": {"b": 1, "c": "x"}}\n'),
    ("a: {}\n", ("a", "c"), 2, "a: {c: 2}\n"),
    ("a:\nb: 1\n", ("a", "c"), 2, "a: {c: 2}\nb: 1\n"),
    ("a: |\n  text\n\nb: 1\n", ("a",), "x", "a: x\n\nb: 1\n"),
    ("a:\n  b: |\n    text\n\n# c\nd: 1\n", ("a", "e"), 1, "a:\n  b: |\n    text\n  e: 1\n\n# c\nd: 1\n"),
    ("a: 1 # gone\n# stays\nb: 2\n", ("a",), REMOVED, "# stays\nb: 2\n"),
    ("b: 2\na:\n  x: 1\n  y: 2", ("a",), REMOVED, "b: 2"),
    ("a: {b: 1, c: 2, d: 3}\n", ("a", "c"), REMOVED, "a: {b: 1, d: 3}\n"),
    ("a: {b: 1, c: 2}\n", ("a", "c"), REMOVED, "a: {b: 1}\n"),
    ("a: {b: 1}\n", ("a", "b"), REMOVED, "a: {}\n"),
    ("a:\n- b\n- c\n\n# d\ne: 1\n", ("a",), ["b", "e"], "a: [b, e]\n\n# d\ne: 1\n"),
    ("a:\n  b: {c: 1}\ne: 1\n", ("a",), {"b": 2}, "a: {b: 2}\ne: 1\n"),
    ("a: [1, 2, 3]\n", ("a", 0), REMOVED, "a: [2, 3]\n"),
    ("a: [1]\n", ("a", 0), REMOVED, "a: []\n"),
    ("a: [1]\n", ("a", 1), 2, "a: [1, 2]\n"),
    ("a:\n  - x\n  - y # z\n", ("a", 0), REMOVED, "a:\n  - y # z\n"),
    ("a:\n- x # 1\n- y\nb: 1\n", ("a", 2), "z", "a:\n- x # 1\n- y\n- z\nb: 1\n"),
    ("a:\n  b: 1\nc: 2\n", ("a", "b"), REMOVED, "a: {}\nc: 2\n"),
    ("a: # said\n  b: 1 # too\nc: 2\n", ("a", "b"), REMOVED, "a: # said\n  {} # too\nc: 2\n"),
    ("a:\n  - b # said\nc: 2\n", ("a", 0), REMOVED, "a: [] # said\nc: 2\n"),
    ("a:\n  - b: 1\n    c: 2\n", ("a", 0, "b"), REMOVED, "a:\n  - c: 2\n"),
    ("é: ü\na: 1\n", ("a",), 2, "é: ü\na: 2\n"),
]


def done(text: str, place: Place, value: Any) -> str | None:
    source = Source("platform.yaml", text)
    made = splice(source, place, value)
    return None if made is None else spliced(text, [made])


@pytest.mark.parametrize(("before", "place", "value", "after"), CASES)
def test_splice(before: str, place: Place, value: Any, after: str) -> None:
    assert done(before, place, value) == after


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ("a: &x {b: 1}\nc: *x\n", ("a", "b"), 2),
        ("a: &x {b: 1}\nc: *x\n", ("c", "b"), 2),
        ("a: 1\n", ("b",), REMOVED),
        ("a: 1\n", ("a", "b"), 2),
        ("a: [1, # one\n  2]\n", ("a", 0), REMOVED),
        ("a:\n  - 1 # one\n  - 2\n", ("a",), [3]),
        ("a: # all\n  - 1\n  - 2\n", ("a",), [3]),
        ("a: [1, # one\n  2]\n", ("a",), [3]),
    ],
)
def test_what_would_touch_more_is_left(text: str, place: Place, value: Any) -> None:
    assert done(text, place, value) is None


_COMMENT = st.sampled_from(["", ' # it\'s "so": {x}', "  # - a: [", " # é"])
_SCALAR = st.sampled_from(["1", "true", "'a # b'", '"c: d"', "plain text", "[x, 'y']", "{k: v}", "{}"])
_ABOVE = st.sampled_from(["", "# above\n", "\n", "   # off\n\n"])


@st.composite
def _document(draw: st.DrawFn) -> str:
    lines = []
    for top in "abc":
        lines.append(f"{draw(_ABOVE)}{top}:{draw(_COMMENT)}\n")
        indent = " " * draw(st.integers(1, 5))
        lines += [f"{draw(_ABOVE)}{indent}{key}: {draw(_SCALAR)}{draw(_COMMENT)}\n" for key in "xyz"]
    return "".join(lines)


@given(_document(), st.sampled_from("abc"), st.sampled_from("xyzn"), st.sampled_from([False, 7, "s: t", REMOVED]))
@settings(max_examples=300, deadline=None)
def test_all_around_survives(text: str, top: str, key: str, value: Any) -> None:
    before = Source("platform.yaml", text)
    after = done(text, (top, key), value)
    if key == "n" and value is REMOVED:
        assert after is None
        return
    assert after is not None
    expected = deepcopy(before.data)
    if value is REMOVED:
        del expected[top][key]
    else:
        expected[top][key] = value
    assert Source("platform.yaml", after).data == expected
    changed = [
        op for op in SequenceMatcher(None, text.split("\n"), after.split("\n"), False).get_opcodes() if op[0] != "equal"
    ]
    assert sum(max(end - start, stop - first) for _, start, end, first, stop in changed) <= 1
    if value is not REMOVED:
        assert [line.partition(" #")[2] for line in after.split("\n") if line.lstrip().startswith("#")] == [
            line.partition(" #")[2] for line in text.split("\n") if line.lstrip().startswith("#")
        ]
