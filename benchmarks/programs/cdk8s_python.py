"""cdk8s in Python: OBJECTS.json OUT."""

import json
import sys
from pathlib import Path

from cdk8s import ApiObject, ApiObjectMetadata, App, Chart, JsonPatch, YamlOutputType  # type: ignore[import-not-found]

objects, out = sys.argv[1:]
app = App(outdir=out, yaml_output_type=YamlOutputType.FILE_PER_RESOURCE)
for service, members in json.loads(Path(objects).read_text()).items():
    chart = Chart(app, service)
    for number, member in enumerate(members):
        meta = member["metadata"]
        metadata = ApiObjectMetadata(name=meta["name"], namespace=meta["namespace"], labels=meta["labels"])
        made = ApiObject(chart, f"{number}", api_version=member["apiVersion"], kind=member["kind"], metadata=metadata)
        for key in member.keys() - {"apiVersion", "kind", "metadata"}:
            made.add_json_patch(JsonPatch.add(f"/{key}", member[key]))
app.synth()
