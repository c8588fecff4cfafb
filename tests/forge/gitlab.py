"""A GitLab with what its documentation says of notes: https://docs.gitlab.com/api/notes/#merge-requests.

Its OpenAPI description may not be copied here (CC BY-SA 4.0), so these are its shapes as they are documented.
"""

import re
from typing import Any

from tests.forge.service import Asked, Reply, Service

HEAD = "a" * 40
_ROOT = "/projects/42/merge_requests/7"
_NOTES = f"{_ROOT}/notes"


class GitLab(Service):
    """Project 42 with merge request 7; the token is user 5; `may_change` its role."""

    prefix = "/api/v4"

    def __init__(self) -> None:
        super().__init__()
        self.notes: dict[int, dict[str, Any]] = {}
        self.state, self.head, self.may_change = "opened", HEAD, True
        self.statuses: list[dict[str, Any]] = []

    def wrote(self, user: int, body: str, *, system: bool = False) -> int:
        number = max(self.notes, default=0) + 1
        author = {"id": user, "username": f"user{user}", "name": "x", "state": "active"}
        self.notes[number] = {
            "id": number,
            "body": body,
            "author": author,
            "system": system,
            "noteable_type": "MergeRequest",
            "noteable_iid": 7,
            "created_at": "2026-11-23T00:00:00.000Z",
            "updated_at": "2026-11-23T00:00:00.000Z",
            "resolvable": False,
            "confidential": False,
            "internal": False,
        }
        return number

    def handle(self, asked: Asked) -> Reply:
        if not asked.headers.get("PRIVATE-TOKEN"):
            return Reply(401, {"message": "401 Unauthorized"})
        if asked.method in {"POST", "PUT"} and asked.path.startswith(_NOTES) and set(asked.body) != {"body"}:
            self.wrong.append(f"{asked.method} {asked.path}: {asked.body}")
        match asked.method, asked.path:
            case "GET", "/user":
                return Reply(200, {"id": 5, "username": "project_42_bot", "bot": True})
            case "GET", path if path == _ROOT:
                return Reply(200, {"id": 1, "iid": 7, "state": self.state, "sha": self.head})
            case "GET", path if path == _NOTES:
                each, page = int(asked.query["per_page"]), int(asked.query["page"])
                found = [self.notes[number] for number in sorted(self.notes)]
                return Reply(200, found[(page - 1) * each : page * each])
        return self._written(asked) if asked.method == "POST" else self._one(asked)

    def _written(self, asked: Asked) -> Reply:
        if asked.path == _NOTES:
            return Reply(201, self.notes[self.wrote(5, asked.body["body"])])
        if not asked.path.startswith("/projects/42/statuses/"):
            return Reply(404, {"message": "404 Not found"})
        self.statuses.append(asked.body)
        return Reply(201, {"id": 1, "status": asked.body["state"]})

    def _one(self, asked: Asked) -> Reply:
        found = re.fullmatch(rf"{_NOTES}/(\d+)", asked.path)
        if not found or int(found[1]) not in self.notes:
            return Reply(404, {"message": "404 Not found"})
        if asked.method == "DELETE":
            del self.notes[int(found[1])]
            return Reply(204)
        if not self.may_change:
            return Reply(403, {"message": "403 Forbidden"})
        self.notes[int(found[1])]["body"] = asked.body["body"]
        return Reply(200, self.notes[int(found[1])])
