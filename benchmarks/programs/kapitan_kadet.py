"""A kadet component of kapitan: the objects of every service, a file each."""

import json
from pathlib import Path

from kapitan.inputs.kadet import BaseObj  # type: ignore[import-not-found]


def main(_parameters: object = None) -> BaseObj:
    output = BaseObj()
    for service, members in json.loads(Path("objects.json").read_text()).items():
        for number, member in enumerate(members):
            output.root[f"{service}-{number}"] = BaseObj.from_dict(member)
    return output
