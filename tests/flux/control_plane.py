"""etcd and Kubernetes' own programs, the real ones; there is no machine for a pod to run on."""

import json
import secrets
from pathlib import Path
from typing import NamedTuple

from tests.flux.kube import Kube, KubeError
from tests.flux.processes import Options, Processes, free_ports
from tests.tools import run, tool

# What needs a cloud, or would take away nodes of which nobody hears.
_CONTROLLERS = "*,-node-lifecycle-controller,-taint-eviction-controller,-node-ipam-controller,-node-route-controller"
_CONTROLLERS += ",-cloud-node-lifecycle-controller,-service-lb-controller,-persistentvolume-attach-detach-controller"
QUICK: Options = {"kube_api_qps": 2000, "kube_api_burst": 4000}


class ControlPlane(NamedTuple):
    """Files and words that its programs share; the API server's certificate is its own."""

    folder: Path
    port: int
    token: str

    @property
    def kubeconfig(self) -> Path:
        return self.folder / "kubeconfig"

    @property
    def authority(self) -> Path:
        return self.folder / "apiserver.crt"

    @property
    def accounts(self) -> Path:
        """The key that signs the tokens of service accounts."""
        return self.folder / "accounts.key"


def start(processes: Processes, service_cidr: str) -> ControlPlane:
    """Start them, and wait until the API server is ready."""
    storage, port = free_ports(2)
    made = ControlPlane(processes.folder, port, secrets.token_hex(16))
    _write_files(made)
    _start_storage(processes, storage)
    _start_api_server(processes, made, storage, service_cidr)
    processes.wait("kube-apiserver", lambda: _ready(made), 120)
    _start_controllers(processes, made)
    return made


def _write_files(made: ControlPlane) -> None:
    key = run([tool("openssl"), "genrsa", "-out", str(made.accounts), "2048"], made.folder)
    assert key.returncode == 0, key.stderr
    (made.folder / "tokens.csv").write_text(f"{made.token},admin,admin,system:masters\n")
    server = {"server": f"https://127.0.0.1:{made.port}", "certificate-authority": str(made.authority)}
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "test", "cluster": server}],
        "users": [{"name": "admin", "user": {"token": made.token}}],
        "contexts": [{"name": "test", "context": {"cluster": "test", "user": "admin"}}],
        "current-context": "test",
    }
    made.kubeconfig.write_text(json.dumps(config))
    made.kubeconfig.chmod(0o600)


def _start_storage(processes: Processes, port: int) -> None:
    (peers,) = free_ports(1)
    options: Options = {
        "data_dir": processes.folder / "etcd",
        "unsafe_no_fsync": "true",
        "log_level": "warn",
        "listen_client_urls": f"http://127.0.0.1:{port}",
        "advertise_client_urls": f"http://127.0.0.1:{port}",
        "listen_peer_urls": f"http://127.0.0.1:{peers}",
    }
    processes.start("etcd", options)


def _start_api_server(processes: Processes, made: ControlPlane, storage: int, service_cidr: str) -> None:
    """RBAC, pod security and quotas are as on EKS."""
    options: Options = {
        "etcd_servers": f"http://127.0.0.1:{storage}",
        "bind_address": "127.0.0.1",
        "advertise_address": "127.0.0.1",
        "secure_port": made.port,
        "endpoint_reconciler_type": "none",
        "cert_dir": made.folder,
        "token_auth_file": made.folder / "tokens.csv",
        "service_account_issuer": "https://kubernetes.default.svc",
        "service_account_key_file": made.accounts,
        "service_account_signing_key_file": made.accounts,
        "service_cluster_ip_range": service_cidr,
        "authorization_mode": "RBAC",
        "allow_privileged": "true",
        "profiling": "false",
    }
    processes.start("kube-apiserver", options)


def _ready(made: ControlPlane) -> None:
    try:
        Kube(made.port, made.token, made.authority).get("/readyz")
    except KubeError as error:
        raise RuntimeError from error


def _start_controllers(processes: Processes, made: ControlPlane) -> None:
    manager, scheduler = free_ports(2)
    common: Options = {
        "kubeconfig": made.kubeconfig,
        "authentication_kubeconfig": made.kubeconfig,
        "authorization_kubeconfig": made.kubeconfig,
        "bind_address": "127.0.0.1",
        "leader_elect": "false",
        **QUICK,
    }
    own: Options = {
        "controllers": _CONTROLLERS,
        "horizontal_pod_autoscaler_sync_period": "1s",
        "service_account_private_key_file": made.accounts,
        "root_ca_file": made.authority,
    }
    processes.start("kube-controller-manager", {**common, **own, "secure_port": manager})
    processes.start("kube-scheduler", {**common, "secure_port": scheduler})
