"""What must hold for every document, proven on generated ones."""

import copy
import math
from collections.abc import Iterator
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.platform.document.merge import merge
from generator.platform.document.source import Source
from generator.platform.document.yaml_tree import parse
from generator.platform.explain import reasons
from generator.platform.load import InvalidPlatform, _has_null, load
from generator.platform.types.platform import Definition
from lint.engine import invalid
from lint.report import plain, text
from tests.platforms import BASE, EXAMPLE

MORE = {
    "cluster": {"serviceCidr": "10.9.0.0/16", "secretsEncryption": True, "deletionProtection": True},
    "cni": {"warm": {"ips": 1, "minimumIps": 3}, "snat": {"exclude": ["10.1.0.0/16"]}},
    "vpc": {"endpoints": {"interface": ["sts"], "gateway": ["s3"]}},
    "nodes": {"groups": {"general": {"maxPods": 20, "imageId": "ami-01234567"}}},
    "services": {"web": {"resources": {"memoryLimit": "1Gi"}, "spread": "node", "expose": {"type": "ClusterIP"}}},
}


def whole() -> list[dict[str, Any]]:
    data = Source(str(EXAMPLE), EXAMPLE.read_text()).data
    common = {key: value for key, value in data.items() if key != "environments"}
    merged = [merge(common, override) for override in data["environments"].values()]
    return [*merged, merge(merged[0], MORE), BASE]


DOCUMENTS = whole()
settings.register_profile(
    "groundplan", deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile("groundplan")

numbers = (
    st.integers(-2, 12)
    | st.sampled_from([15, 16, 28, 29, 40, 41, 450, 451, 737, 738, 1000, 1001, 3600, 3601, 65535, 65536, 10**4, 10**30])
    | st.sampled_from([2**63 - 1, 2**63, 2**64, -(2**63) - 1])
)
floats = st.sampled_from([0.0, 1.0, 30.0, 1.36, -0.0, 1e300, math.inf, -math.inf, math.nan])
words = st.sampled_from(
    [
        "",
        "a",
        "b\n",
        "web\n",
        "10.0.0.0/16\n",
        "1.36\n",
        "auto",
        "Auto",
        "none",
        "50%",
        "101%",
        "true",
        "30",
        "ClusterIP",
        "é",
        "x" * 64,
    ]
) | st.text(max_size=4)
scalars = st.none() | st.booleans() | numbers | floats | words
keys = st.sampled_from(
    ["class", "from", "name", "environment", "environments", "class_", "from_", "<<", "a", "é", "a\n", ""]
) | st.text(max_size=3)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=6
)


def containers(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list) and value:
        yield value
        for item in value.values() if isinstance(value, dict) else value:
            yield from containers(item)


def every_value() -> list[Any]:
    return [item for box in containers(DOCUMENTS) for item in (box.values() if isinstance(box, dict) else box)]


donors = st.sampled_from(every_value())


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """A platform with a few things wrong, or right in another way: replaced, removed, added, moved from elsewhere."""
    document: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(DOCUMENTS)))
    for _ in range(draw(st.integers(1, 3))):
        box = draw(st.sampled_from(list(containers(document)) or [document]))
        value = copy.deepcopy(draw(values | donors))
        if isinstance(box, list):
            box[draw(st.integers(0, len(box) - 1))] = value
        elif draw(st.integers(0, 3)) == 0:
            box[draw(keys)] = value
        elif box:
            key = draw(st.sampled_from(sorted(box)))
            if draw(st.integers(0, 4)) == 0:
                del box[key]
            else:
                box[key] = value
    return document


def fits(document: dict[str, Any]) -> bool:
    try:
        msgspec.convert(document, Definition)
    except msgspec.ValidationError:
        return False
    return not _has_null(document)


@given(mutated())
@settings(max_examples=600)
def test_types_and_schema_give_one_verdict(document: dict[str, Any]) -> None:
    said = reasons(document)
    assert fits(document) == (not said), said
    assert all(reason.message.strip() for reason in said)


@given(mutated(), st.sampled_from([None, "environments"]))
@settings(max_examples=150)
def test_loading_never_crashes(document: dict[str, Any], around: str | None) -> None:
    if around:
        document = {**BASE, "environments": {"production": document, "staging": {"account": "444455556666"}}}
    reported(Source("platform.yaml", msgspec.yaml.encode(_plain(document)).decode()))


def reported(source: Source) -> None:
    """Load, and print what is wrong."""
    try:
        load(source)
    except InvalidPlatform as error:
        lines = text.report([invalid(source, error.problems)], plain).splitlines()
        assert lines[-1].endswith("this is not a platform yet")


def _plain(value: Any) -> Any:
    """Without what YAML cannot hold: lone surrogates, and control characters in keys."""
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.encode(errors="replace").decode() if isinstance(value, str) else value


@given(st.sampled_from([EXAMPLE.read_text()]), st.data())
@settings(max_examples=300)
def test_text_with_holes_never_crashes(whole: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        junk = data.draw(st.text("\t\n\r :-#{}[]&*!|>'\"%@`,?<\x00é\u2028", max_size=4) | st.text(max_size=3))
        whole = whole[:at] + junk.encode(errors="replace").decode() + whole[at + data.draw(st.integers(0, 8)) :]
    reported(Source("platform.yaml", whole))


printable = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
yaml_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.floats(allow_nan=False) | printable | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(printable, inner, max_size=4),
    max_leaves=20,
)


@given(yaml_values, st.booleans())
@settings(max_examples=300)
def test_what_others_write_is_read(value: Any, flow: bool) -> None:
    from io import StringIO

    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = flow
    buffer = StringIO()
    writer.dump(value, buffer)
    written = buffer.getvalue()
    tree = parse(written)
    if flow and tree.faults:
        return  # `[:a]` is a word in YAML 1.2 and an error in libyaml: quotes mend it, and nothing is misread
    assert (tree.data, tree.faults) == (YAML(typ="safe", pure=True).load(written), ())


# Without `_`, which the other reader takes for part of a number although YAML 1.2 does not.
PLAIN = st.text("0123456789abcdefxonyesONYES.+-:eE~ /", min_size=1, max_size=8).filter(
    lambda word: ": " not in f"{word} "
)


@given(PLAIN)
@settings(max_examples=1500)
def test_plain_scalars_are_read_as_in_yaml_1_2(word: str) -> None:
    """The core schema: https://yaml.org/spec/1.2.2/#1032-tag-resolution"""
    written = f"- {word}"
    tree = parse(written)
    if tree.faults:
        return
    assert repr(tree.data) == repr(YAML(typ="safe", pure=True).load(written)), written
