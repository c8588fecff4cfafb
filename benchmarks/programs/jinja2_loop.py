"""Templates in a loop: TEMPLATES VALUES.json OUT."""

import json
import sys
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

templates, values, out = map(Path, sys.argv[1:])
environment = Environment(loader=FileSystemLoader(templates), autoescape=False, keep_trailing_newline=True)
wanted = [environment.get_template(name) for name in environment.list_templates()]
for service in json.loads(values.read_text()):
    folder = out / service["name"]
    folder.mkdir(parents=True, exist_ok=True)
    for template in wanted:
        (folder / str(template.name)).write_text(template.render(service))
