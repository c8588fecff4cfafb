"""The JSON Schema of platform.yaml for editors, from the types; `groundplan schema` prints the same."""

from generator.cli.commands.schema import text

PATH = "schemas/platform.schema.json"


def files() -> dict[str, bytes]:
    return {PATH: text().encode()}
