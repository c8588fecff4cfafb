"""How each program is started on a rendered configuration, and what of it is another in a test."""

import json
from pathlib import Path
from typing import NamedTuple

from tests.manifests import named, objects, platform
from tests.real_collectors.samples import APP, LOAD, SETTINGS, WEB, pod
from tests.real_collectors.sink import Sink


class Run(NamedTuple):
    """A command, and the replacements that were made in the files it reads: what is rendered, and what is there now."""

    command: list[str]
    replaced: list[tuple[str, str]]


def prepare(collector: str, program: str, folder: Path, sink: Sink) -> Run:
    """Write the configuration as rendered but for paths and endpoints."""
    return _fluent_bit(program, folder, sink) if collector == "fluent-bit" else _fluentd(program, folder, sink)


def environment(folder: Path) -> dict[str, str]:
    """What the DaemonSet gives the program, and credentials that nobody checks."""
    return {
        "NODE_NAME": "node-1",
        "K8S_NODE_NAME": "node-1",
        "HOST_IP": "127.0.0.1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_EC2_METADATA_DISABLED": "true",
        "HOME": str(folder),
    }


def _fluent_bit(program: str, folder: Path, sink: Sink) -> Run:
    meta = folder / "meta"
    meta.mkdir()
    for name, namespace, _ in (WEB, LOAD, APP):
        for separator in ("-", "_"):
            (meta / f"{namespace}{separator}{name}.meta").write_text(json.dumps(pod(namespace, name)))
    endpoint = f"    endpoint                 127.0.0.1\n    port                     {sink.tls_port}\n"
    tag_prefix = f"{folder}/log/containers/".strip("/").replace("/", ".")
    replaced = [
        ("/var/log/", f"{folder}/log/"),
        ("/var/fluent-bit/state", f"{folder}/state"),
        ("/fluent-bit/etc", f"{folder}/etc"),
        # Tags are paths.
        ("kube.var.log.containers.", f"kube.{tag_prefix}"),
        # Pods are known from files, not from the API.
        ("    Kube_Meta_Cache_TTL 300s\n", f"    Kube_Meta_Preload_Cache_Dir {meta}\n    Kube_Meta_Cache_TTL 300s\n"),
        (
            "    auto_create_group        false\n",
            f"    auto_create_group        false\n{endpoint}    tls.verify  Off\n",
        ),
    ]
    _write("fluent-bit", "fluent-bit", folder, replaced, "1.33")
    return Run([program, "-c", f"{folder}/etc/fluent-bit.conf"], replaced)


def _fluentd(program: str, folder: Path, sink: Sink) -> Run:
    endpoint = f"    endpoint http://127.0.0.1:{sink.port}\n"
    api = f"    kubernetes_url http://127.0.0.1:{sink.port}/api\n    secret_dir {folder}/none\n"
    replaced = [
        ("/var/log/", f"{folder}/log/"),
        ("/var/fluentd/cloudwatch", f"{folder}/state"),
        ("    @type kubernetes_metadata\n", f"    @type kubernetes_metadata\n{api}"),
        ("    @type cloudwatch_logs\n", f"    @type cloudwatch_logs\n{endpoint}"),
    ]
    _write("fluentd", "fluentd-cloudwatch", folder, replaced, "1.36")
    return Run([program, "-c", f"{folder}/etc/fluentd.conf", "-p", f"{folder}/etc"], replaced)


def _write(collector: str, name: str, folder: Path, replaced: list[tuple[str, str]], version: str) -> None:
    logging = {"collector": collector, **SETTINGS}
    items = objects(platform({"logging": logging, "cluster": {"version": version}}))
    for part in ("etc", "state", "log/containers"):
        (folder / part).mkdir(parents=True)
    for file, rendered in named(items, "ConfigMap", name)["data"].items():
        text = rendered
        for before, after in replaced:
            text = text.replace(before, after)
        (folder / "etc" / file).write_text(text)
