"""Stand-ins for charts: the name and the version that were asked for, the definitions that the real one brings.

Each has one ConfigMap with the values that it was given.
"""

import gzip
import io
import json
import tarfile

from tests.flux import definitions

DEFINITIONS = {
    "aws-load-balancer-controller": ("elbv2.k8s.aws",),
    "cert-manager": ("cert-manager.io",),
    "external-secrets": ("external-secrets.io",),
    "karpenter-crd": ("karpenter.sh", "karpenter.k8s.aws"),
    "nginx-ingress": ("k8s.nginx.org",),
}
"""The API groups of a chart."""

VALUES = "values-of-"
_TEMPLATE = f"""apiVersion: v1
kind: ConfigMap
metadata:
  name: {VALUES}{{{{ .Release.Name }}}}
data:
  values: {{{{ toJson .Values | quote }}}}
"""


def chart(name: str, version: str) -> bytes:
    """The archive; the same bytes for the same words."""
    files = {
        "Chart.yaml": json.dumps({"apiVersion": "v2", "name": name, "version": version}),
        "templates/values.yaml": _TEMPLATE,
    }
    for definition in definitions.of_groups(*DEFINITIONS[name]) if name in DEFINITIONS else ():
        files[f"crds/{definition['metadata']['name']}.json"] = json.dumps(definition)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as tar:
        for path, text in files.items():
            entry = tarfile.TarInfo(f"{name}/{path}")
            entry.size = len(text.encode())
            tar.addfile(entry, io.BytesIO(text.encode()))
    return packed.getvalue()
