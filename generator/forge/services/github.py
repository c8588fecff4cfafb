"""GitHub and GitHub Enterprise: https://docs.github.com/en/rest/issues/comments?apiVersion=2022-11-28."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.forge.client import Client, Forbidden, Missing
from generator.forge.context import Context, checked, decoded, first, number
from generator.forge.patience import CLOCK, Clock
from generator.forge.request import Annotation, Comment, State, Verdict

_TOKENS = ("GROUNDPLAN_TOKEN", "GITHUB_TOKEN", "GH_TOKEN")
_REPOSITORY = r"(?!\.{1,2}/)[\w.-]{1,100}/(?!\.{1,2}$)[\w.-]{1,100}"
_HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
_ACTIONS = "github-actions[bot]"
"""Who the token of a workflow writes as: it may not ask who it is."""
_PAGES = 50
LIMIT = 65_536
"""Characters of a comment."""
_EACH = 100
_ANNOTATIONS = 50
_LONG_TEXT = 65_535


class _Repository(Struct):
    full_name: str


class _Side(Struct):
    sha: str
    repo: _Repository | None = None


class _PullRequest(Struct):
    number: int
    head: _Side
    base: _Side


class _Event(Struct):
    pull_request: _PullRequest | None = None


class _User(Struct):
    login: str


class _Minimized(Struct):
    reason: str | None = None


class _Comment(Struct):
    id: int
    user: _User | None = None
    body: str | None = None
    minimized: _Minimized | None = None

    def plain(self) -> Comment:
        author = self.user.login if self.user else ""
        return Comment(self.id, author, self.body or "", hidden=self.minimized is not None)


class _Head(Struct):
    sha: str


class _Pull(Struct):
    state: str
    head: _Head


class _Made(Struct):
    id: int


def here(environment: Mapping[str, str]) -> bool:
    """Whether this is a step of GitHub Actions."""
    return environment.get("GITHUB_ACTIONS") == "true"


def context(environment: Mapping[str, str]) -> Context:
    """What GitHub Actions says; raises UsageError where its event cannot be read."""
    path = environment.get("GITHUB_EVENT_PATH", "")
    request = decoded(path, _Event).pull_request if path else None
    run, attempt = (number(environment.get(name, "")) for name in ("GITHUB_RUN_ID", "GITHUB_RUN_ATTEMPT"))
    repository = environment.get("GITHUB_REPOSITORY", "")
    server = environment.get("GITHUB_SERVER_URL", "")
    return Context(
        api=environment.get("GITHUB_API_URL", "https://api.github.com"),
        repository=repository,
        number=request.number if request else 0,
        commit=request.head.sha if request else "",
        run=(run, attempt),
        url=f"{server}/{repository}/actions/runs/{run}" if server and run else "",
        token=first(environment, _TOKENS),
        tokens=_TOKENS,
        fork=request is not None and request.head.repo != request.base.repo,
    )


def open_request(context: Context, clock: Clock = CLOCK) -> "PullRequest":
    """The pull request of a context; raises UsageError where the context lacks something."""
    context = checked(context, _REPOSITORY)
    secret = ("Authorization", f"Bearer {context.token}")
    return PullRequest(Client(context.api, _HEADERS, secret, context.authority, clock), context)


class PullRequest:
    """A pull request on GitHub."""

    limit = LIMIT

    def __init__(self, client: Client, context: Context) -> None:
        self._client, self._root, self._number = client, f"/repos/{context.repository}", context.number

    def author(self) -> str:
        try:
            return self._client.get("/user", _User).login
        except (Forbidden, Missing):
            return _ACTIONS

    def state(self) -> State:
        found = self._client.get(f"{self._root}/pulls/{self._number}", _Pull)
        return State(found.head.sha, found.state == "open")

    def comments(self) -> Iterator[Comment]:
        # Pages are counted and no link is followed: a link may lead anywhere.
        for page in range(1, _PAGES + 1):
            found = self._client.get(self._path, list[_Comment], per_page=_EACH, page=page)
            yield from (each.plain() for each in found)
            if len(found) < _EACH:
                return

    def create(self, body: str) -> Comment:
        return self._client.send("POST", self._path, {"body": body}, _Comment, again=False).plain()

    def update(self, comment: Comment, body: str) -> Comment:
        return self._client.send("PATCH", self._one(comment), {"body": body}, _Comment).plain()

    def delete(self, comment: Comment) -> None:
        try:
            self._client.send("DELETE", self._one(comment), None, object)
        except Missing:
            return

    def status(self, verdict: Verdict, commit: str) -> None:
        state = "failure" if verdict.conclusion == "failure" else "success"
        said = {"state": state, "context": verdict.name, "description": verdict.title[:140]}
        said |= {"target_url": verdict.url} if verdict.url else {}
        self._client.send("POST", f"{self._root}/statuses/{commit}", said, _Made)

    def check_run(self, verdict: Verdict, commit: str) -> None:
        """At most 50 annotations go with one request: the rest are added to it."""
        said = {"name": verdict.name, "head_sha": commit, "status": "completed", "conclusion": verdict.conclusion}
        said |= {"details_url": verdict.url} if verdict.url else {}
        output = {"title": verdict.title[:255], "summary": verdict.summary[:_LONG_TEXT]}
        notes = [_annotation(each) for each in verdict.annotations]
        first = {**said, "output": {**output, "annotations": notes[:_ANNOTATIONS]}}
        made = self._client.send("POST", f"{self._root}/check-runs", first, _Made)
        for start in range(_ANNOTATIONS, len(notes), _ANNOTATIONS):
            more = {"output": {**output, "annotations": notes[start : start + _ANNOTATIONS]}}
            self._client.send("PATCH", f"{self._root}/check-runs/{made.id}", more, _Made)

    @property
    def _path(self) -> str:
        return f"{self._root}/issues/{self._number}/comments"

    def _one(self, comment: Comment) -> str:
        return f"{self._root}/issues/comments/{comment.id}"


def _annotation(note: Annotation) -> dict[str, str | int]:
    return {
        "path": note.path,
        "start_line": note.line,
        "end_line": note.line,
        "annotation_level": note.level,
        "title": note.title[:255],
        "message": note.message[:2000],
    }
