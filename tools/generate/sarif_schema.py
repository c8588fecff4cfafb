"""The official JSON Schema of SARIF 2.1.0 (errata 01) without its descriptions, to test our reports with.

go-sarif publishes it as a Go module; https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/ has it too.
"""

import json

from tools.generate import Unavailable, _go
from tools.generate._schema import compact, to_json

MODULE, VERSION = "github.com/owenrumney/go-sarif/v3", "v3.3.1"
PATH = "tests/schemas/sarif-2.1.0.json"


def files() -> dict[str, bytes]:
    source = (_go.module(MODULE, VERSION) / "pkg/report/v210/sarif/schema.go").read_text()
    _, _, rest = source.partition("= `")
    text, closing, _ = rest.partition("`")
    if not closing:
        raise Unavailable(f"{MODULE} {VERSION} holds no schema any more")
    return {PATH: to_json(compact(json.loads(text)))}
