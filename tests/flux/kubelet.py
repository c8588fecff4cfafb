"""Stands in for nodes and for what a cloud does: pods run as soon as the scheduler has found a place for them."""

from tests.flux.kube import Kube, KubeError, Object
from tests.flux.statuses import condition, now


class Kubelet:
    def __init__(self, kube: Kube, nodes: list[Object]) -> None:
        self.kube = kube
        for node in nodes:
            self._add(node)

    def step(self) -> None:
        for pod in self.kube.items("/api/v1/pods"):
            self._run(pod)
        for claim in self.kube.items("/api/v1/persistentvolumeclaims"):
            self._provision(claim)
        for path in ("/api/v1/services", "/apis/networking.k8s.io/v1/ingresses"):
            for obj in self.kube.items(path):
                self._balance(obj)

    def _add(self, node: Object) -> None:
        path = self.kube.path(node)
        self.kube.create("/api/v1/nodes", node)
        ready = condition("Ready", "True", lastHeartbeatTime=now())
        self.kube.patch(f"{path}/status", {"status": {**node["status"], "conditions": [ready]}})
        # Kubernetes adds a taint of its own to a new node, and the controller that would take it away is off.
        self.kube.patch(path, {"spec": {"taints": node["spec"]["taints"]}})

    def _run(self, pod: Object) -> None:
        path, metadata = self.kube.path(pod), pod["metadata"]
        if "deletionTimestamp" in metadata:
            self.kube.delete(f"{path}?gracePeriodSeconds=0")
        elif pod["spec"].get("nodeName") and pod["status"]["phase"] == "Pending":
            self.kube.patch(f"{path}/status", {"status": _status(pod)})

    def _provision(self, claim: Object) -> None:
        """Make a volume when the scheduler has chosen its node, as for every class that waits for a consumer."""
        metadata, spec = claim["metadata"], claim["spec"]
        chosen = "volume.kubernetes.io/selected-node" in metadata.get("annotations", {})
        if spec.get("volumeName") or not chosen or claim["status"]["phase"] != "Pending":
            return
        volume = {
            "apiVersion": "v1",
            "kind": "PersistentVolume",
            "metadata": {"name": f"pvc-{metadata['uid']}"},
            "spec": {
                "capacity": spec["resources"]["requests"],
                "accessModes": spec["accessModes"],
                "storageClassName": spec["storageClassName"],
                "csi": {"driver": "groundplan.test", "volumeHandle": metadata["uid"]},
                "claimRef": {"apiVersion": "v1", "kind": claim["kind"], **_named(metadata)},
            },
        }
        try:
            self.kube.create("/api/v1/persistentvolumes", volume)
        except KubeError as error:
            if error.status != 409:
                raise

    def _balance(self, obj: Object) -> None:
        wanted = obj["kind"] == "Ingress" or obj["spec"].get("type") == "LoadBalancer"
        if wanted and not obj.get("status", {}).get("loadBalancer"):
            address = {"hostname": f"{obj['metadata']['name']}.elb.invalid"}
            self.kube.patch(f"{self.kube.path(obj)}/status", {"status": {"loadBalancer": {"ingress": [address]}}})


def _named(metadata: Object) -> Object:
    return {key: metadata[key] for key in ("namespace", "name", "uid")}


def _status(pod: Object) -> Object:
    """That of a pod that runs, or has run where it belongs to a job."""
    done = pod["spec"]["restartPolicy"] != "Always"
    ended = {"terminated": {"exitCode": 0, "startedAt": now(), "finishedAt": now(), "reason": "Completed"}}
    state = ended if done else {"running": {"startedAt": now()}}
    containers = [
        {"name": each["name"], "image": each["image"], "imageID": each["image"], "ready": not done, "state": state}
        | {"restartCount": 0}
        for each in pod["spec"]["containers"]
    ]
    ready = "False" if done else "True"
    conditions = {"PodScheduled": "True", "Initialized": "True", "ContainersReady": ready, "Ready": ready}
    return {
        "phase": "Succeeded" if done else "Running",
        "startTime": now(),
        "containerStatuses": containers,
        "conditions": [condition(kind, status) for kind, status in conditions.items()],
    }
