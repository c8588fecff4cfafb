"""The schema that editors use, judged by a validator that we did not write."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.cli import run
from generator.platform.document.source import Source
from tests.platforms import BASE, EXAMPLE, document, patches


@pytest.fixture
def validator(capsys: pytest.CaptureFixture[str]) -> Draft202012Validator:
    assert run(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    return Draft202012Validator(schema)


def example() -> Any:
    return Source(str(EXAMPLE), EXAMPLE.read_text()).data


VALID = {
    "the worked example": example(),
    "the smallest": BASE,
    **{name: Source("", document(patch)).data for name, patch in patches().items()},
    "a name alone": {"apiVersion": "groundplan/v1", "name": "shop"},
    "an incomplete common part": {
        "apiVersion": "groundplan/v1",
        "name": "shop",
        "subnets": {"public": {}},
        "nodes": {"groups": {"general": {"scaling": {"max": 3}}}},
        "services": {"web": {"replicas": {"cpu": 70}, "connectsTo": {"db": {"ports": [5432]}}}},
        "environments": {"production": None, "staging": {}},
    },
    "null in an environment": {
        "apiVersion": "groundplan/v1",
        "name": "shop",
        "environments": {
            "staging": {
                "vpc": None,
                "tier": None,
                "tags": {"owner": None},
                "services": {"web": None, "api": {"replicas": None, "env": {"A": None}, "probes": {"liveness": None}}},
                "cluster": {"access": {"admins": {"policy": None}}, "endpoint": {"public": None}},
            }
        },
    },
}


@pytest.mark.parametrize("name", VALID)
def test_valid(name: str, validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(VALID[name])] == []


STAGING = {"apiVersion": "groundplan/v1", "name": "shop", "environments": {"staging": {}}}


def changed(document: Any, *path: Any) -> Any:
    """The document with the last of `path` put at the keys before it."""
    document = copy.deepcopy(document)
    *keys, last, value = path
    inner = document
    for key in keys:
        inner = inner.setdefault(key, {})
    inner[last] = value
    return document


INVALID = {
    "no name": {"apiVersion": "groundplan/v1"},
    "no version": {"name": "shop"},
    "an unknown key": changed(BASE, "vpcs", {}),
    "an unknown key inside": changed(BASE, "vpc", "cidrs", []),
    "an unknown key in an environment": changed(STAGING, "environments", "staging", "vpc", "cidrs", []),
    "a number as account": changed(BASE, "account", 111122223333),
    "a name in an environment": changed(STAGING, "environments", "staging", "name", "other"),
    "lint in an environment": changed(STAGING, "environments", "staging", "lint", {}),
    "an environment's name": changed(STAGING, "environments", "Staging", {}),
    "no environment": changed(STAGING, "environments", {}),
    "environments of null": changed(STAGING, "environments", None),
    "null in a list of an environment": changed(STAGING, "environments", "staging", "vpc", "zones", [None]),
    "half an item in a list of an environment": changed(
        STAGING, "environments", "staging", "iam", "roles", "a", "statements", [{"actions": ["s3:GetObject"]}]
    ),
}


@pytest.mark.parametrize("name", INVALID)
def test_invalid(name: str, validator: Draft202012Validator) -> None:
    assert not validator.is_valid(INVALID[name])


def nulled(value: Any, whole: Any) -> Iterator[tuple[Any, Any]]:
    """The whole with each of its values in turn replaced by null."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        kept, value[key] = value[key], None
        yield key, copy.deepcopy(whole)
        value[key] = kept
        yield from nulled(kept, whole)


def test_null_has_no_place_outside_environments(validator: Draft202012Validator) -> None:
    document = example()
    del document["environments"]
    places = list(nulled(document, document))
    assert len(places) > 150
    assert [key for key, whole in places if validator.is_valid(whole)] == []


def test_every_part_says_what_it_is(validator: Draft202012Validator) -> None:
    def fields(schema: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(schema, dict):
            yield from schema.get("properties", {}).items()
            for item in schema.values():
                yield from fields(item)
        elif isinstance(schema, list):
            for item in schema:
                yield from fields(item)

    described = list(fields(validator.schema))
    assert len(described) > 200
    assert [name for name, field in described if not field.get("description")] == []
