"""The JSON Schema of what `groundplan diff --format json` prints, from its types."""

import json

import msgspec

from generator.diff.report.form import Report

PATH = "schemas/diff.schema.json"


def files() -> dict[str, bytes]:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | msgspec.json.schema(Report)
    return {PATH: (json.dumps(schema, indent=2) + "\n").encode()}
