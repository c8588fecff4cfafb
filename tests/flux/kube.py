"""A Kubernetes client of a few lines."""

import http.client
import json
import ssl
import threading
import time
from pathlib import Path
from typing import Any

Object = dict[str, Any]

MERGE = "application/merge-patch+json"
APPLY = "application/apply-patch+yaml"
STARTING = 429
"""What the API server answers while it makes room for a new kind."""


class KubeError(Exception):
    """The API server refused; `status` is HTTP's."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Kube:
    """The API server at `127.0.0.1:PORT`, seen by its administrator; one connection a thread."""

    def __init__(self, port: int, token: str, authority: Path) -> None:
        self.port, self.token = port, token
        self.context = ssl.create_default_context(cafile=str(authority))
        self.local = threading.local()
        self.collections: dict[tuple[str, str], tuple[str, bool]] = {}

    def get(self, path: str) -> Object:
        return self.call("GET", path)

    def create(self, path: str, body: Object) -> Object:
        return self.call("POST", path, body)

    def patch(self, path: str, body: Object) -> Object:
        return self.call("PATCH", path, body, MERGE)

    def delete(self, path: str) -> Object:
        return self.call("DELETE", path)

    def apply(self, obj: Object, query: str = "fieldManager=test&force=true") -> Object:
        """Apply on the server's side; the query may make it a dry run."""
        return self.call("PATCH", f"{self.path(obj)}?{query}", obj, APPLY)

    def items(self, path: str) -> list[Object]:
        """The objects of a list; none of a kind that is not there."""
        try:
            found = self.get(path)
        except KubeError as error:
            if error.status == http.HTTPStatus.NOT_FOUND:
                return []
            raise
        kind = {"apiVersion": found["apiVersion"], "kind": found["kind"].removesuffix("List")}
        return [kind | item for item in found["items"] or ()]

    def path(self, obj: Object) -> str:
        """Where the object is, or would be."""
        collection, namespaced = self.collection(obj["apiVersion"], obj["kind"])
        metadata = obj["metadata"]
        base, _, plural = collection.rpartition("/")
        within = f"/namespaces/{metadata.get('namespace', 'default')}" if namespaced else ""
        return f"{base}{within}/{plural}/{metadata['name']}"

    def collection(self, api_version: str, kind: str) -> tuple[str, bool]:
        """The list of a kind in all namespaces, and whether it has them; raises KubeError where there is none."""
        if (api_version, kind) not in self.collections:
            base = f"/apis/{api_version}" if "/" in api_version else f"/api/{api_version}"
            for resource in self.get(base)["resources"]:
                if "/" not in resource["name"]:
                    found = f"{base}/{resource['name']}", resource["namespaced"]
                    self.collections[api_version, resource["kind"]] = found
        if (api_version, kind) not in self.collections:
            raise KubeError(http.HTTPStatus.NOT_FOUND, f"{api_version} has no {kind}")
        return self.collections[api_version, kind]

    def call(self, method: str, path: str, body: Object | None = None, kind: str = "application/json") -> Object:
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json", "Content-Type": kind}
        payload = None if body is None else json.dumps(body)
        for _ in range(60):
            status, text = self._send(method, path, payload, headers)
            # An eviction that a disruption budget refuses has the same status.
            if status != STARTING or method == "POST":
                break
            time.sleep(0.5)
        answer: Object = json.loads(text) if text.startswith(b"{") else {"message": text.decode(errors="replace")}
        if status >= http.HTTPStatus.MULTIPLE_CHOICES:
            raise KubeError(status, answer.get("message", ""))
        return answer

    def _send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
        try:
            return self._once(method, path, body, headers)
        except (OSError, http.client.HTTPException):  # the server closed a connection that was idle
            self.local.connection.close()
            del self.local.connection
            return self._once(method, path, body, headers)

    def _once(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
        if not hasattr(self.local, "connection"):
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=self.context, timeout=60)
            self.local.connection = connection
        self.local.connection.request(method, path, body, headers)
        response = self.local.connection.getresponse()
        return response.status, response.read()
