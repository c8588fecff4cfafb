"""A GitHub that holds itself and who asks it to GitHub's own description."""

import re
from typing import Any

from tests.forge.schema import Operation, errors, least
from tests.forge.service import Asked, Reply, Service

HEAD = "a" * 40
OURS = "github-actions[bot]"
_ONE = re.compile(r"/repos/o/r/issues/comments/(\d+)")


class GitHub(Service):
    """Repository o/r with pull request 7; the token writes as `login`, and may ask who it is where `user` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.comments: dict[int, dict[str, Any]] = {}
        self.head, self.state, self.login, self.user, self.longest = HEAD, "open", OURS, False, 65_536
        self.checks: list[dict[str, Any]] = []
        self.statuses: list[dict[str, Any]] = []

    def wrote(self, login: str, body: str, **more: Any) -> int:
        """Somebody's comment; returns its number."""
        number = max(self.comments, default=0) + 1
        made = least(Operation("POST", "/repos/o/r/issues/7/comments").schema(201) or {})
        user = least({"$ref": "#/components/schemas/simple-user"})
        self.comments[number] = made | {"id": number, "body": body, "user": user | {"login": login}} | more
        return number

    def bodies(self, login: str = OURS) -> list[str]:
        return [each["body"] for each in self.comments.values() if each["user"]["login"] == login]

    def handle(self, asked: Asked) -> Reply:
        operation = Operation(asked.method, asked.path)
        faults = operation.faults(asked.query, asked.body)
        if faults:
            self.wrong += faults
            return Reply(422, {"message": "; ".join(faults)})
        reply = self._made(asked, operation)
        described = operation.schema(reply.status)
        if described:
            self.wrong += [f"{asked.method} {asked.path}: answer {error}" for error in errors(described, reply.body)]
        return reply

    def _made(self, asked: Asked, operation: Operation) -> Reply:
        one = _ONE.fullmatch(asked.path)
        if one:
            return self._one(asked, int(one[1]))
        match asked.method, asked.path:
            case "GET", "/user":
                return self._who(operation)
            case "GET", "/repos/o/r/pulls/7":
                made = least(operation.schema(200) or {})
                made |= {"state": self.state, "head": made["head"] | {"sha": self.head}}
                return Reply(200, made)
            case "GET", "/repos/o/r/issues/7/comments":
                each, page = int(asked.query.get("per_page", 30)), int(asked.query.get("page", 1))
                found = [self.comments[number] for number in sorted(self.comments)]
                link = f'<https://evil.example/{asked.path}?page={page + 1}>; rel="next"'
                return Reply(200, found[(page - 1) * each : page * each], {"Link": link})
            case "POST", "/repos/o/r/issues/7/comments":
                return self._long(asked) or Reply(201, self.comments[self.wrote(self.login, asked.body["body"])])
        return self._told(asked, operation)

    def _told(self, asked: Asked, operation: Operation) -> Reply:
        if "/check-runs" in asked.path:
            self.checks.append(asked.body)
            return Reply(
                201 if asked.method == "POST" else 200,
                least(operation.schema(201 if asked.method == "POST" else 200) or {}),
            )
        if "/statuses/" in asked.path:
            self.statuses.append(asked.body)
            return Reply(201, least(operation.schema(201) or {}))
        return Reply(404, {"message": "Not Found"})

    def _who(self, operation: Operation) -> Reply:
        if not self.user:
            return Reply(403, {"message": "Resource not accessible by integration"})
        return Reply(200, least(operation.schema(200) or {}) | {"login": self.login})

    def _one(self, asked: Asked, number: int) -> Reply:
        if number not in self.comments:
            return Reply(404, {"message": "Not Found"})
        if asked.method == "DELETE":
            del self.comments[number]
            return Reply(204)
        long = self._long(asked)
        if long is None:
            self.comments[number]["body"] = asked.body["body"]
        return long or Reply(200, self.comments[number])

    def _long(self, asked: Asked) -> Reply | None:
        if len(asked.body["body"]) <= self.longest:
            return None
        said = {"message": f"Validation Failed: Body is too long (maximum is {self.longest} characters)"}
        return Reply(422, said | {"documentation_url": "https://docs.github.com/"})
