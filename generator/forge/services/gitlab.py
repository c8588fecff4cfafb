"""GitLab: https://docs.gitlab.com/api/notes/#merge-requests."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from msgspec import Struct

from generator.errors import UsageError
from generator.forge.client import Client, Forbidden, Missing
from generator.forge.context import Context, checked, first, number
from generator.forge.patience import CLOCK, Clock
from generator.forge.request import Comment, State, Verdict

LIMIT = 1_000_000
"""Characters of a note: https://docs.gitlab.com/administration/instance_limits/"""
# CI_JOB_TOKEN cannot write notes: https://docs.gitlab.com/ci/jobs/ci_job_token/
_TOKENS = ("GROUNDPLAN_TOKEN", "GITLAB_TOKEN")
_REPOSITORY = r"[0-9]+|(?!\.{1,2}/)[\w.-]+(/(?!\.{1,2}(/|$))[\w.-]+)+"
_PAGES = 50
_EACH = 100


class _User(Struct):
    id: int


class _Note(Struct):
    id: int
    author: _User | None = None
    body: str | None = None
    system: bool = False

    def plain(self) -> Comment:
        return Comment(self.id, str(self.author.id) if self.author else "", self.body or "")


class _MergeRequest(Struct):
    state: str
    sha: str | None = None


def here(environment: Mapping[str, str]) -> bool:
    """Whether this is a job of GitLab CI."""
    return environment.get("GITLAB_CI") == "true"


def context(environment: Mapping[str, str]) -> Context:
    """What GitLab CI says: https://docs.gitlab.com/ci/variables/predefined_variables/."""
    get = environment.get
    target = get("CI_MERGE_REQUEST_PROJECT_ID", "") or get("CI_PROJECT_ID", "")
    return Context(
        api=get("CI_API_V4_URL", "https://gitlab.com/api/v4"),
        repository=target,
        number=number(get("CI_MERGE_REQUEST_IID", "")),
        # In a pipeline for the merged result CI_COMMIT_SHA is a commit that only the pipeline knows.
        commit=get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "") or get("CI_COMMIT_SHA", ""),
        run=(number(get("CI_PIPELINE_ID", "")), number(get("CI_JOB_ID", ""))),
        url=get("CI_PIPELINE_URL", ""),
        token=first(environment, _TOKENS),
        tokens=_TOKENS,
        fork=get("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", target) != target,
        authority=get("CI_SERVER_TLS_CA_FILE", ""),
    )


def open_request(context: Context, clock: Clock = CLOCK) -> "MergeRequest":
    """The merge request of a context; raises UsageError where the context lacks something."""
    context = checked(context, _REPOSITORY)
    return MergeRequest(Client(context.api, {}, ("PRIVATE-TOKEN", context.token), context.authority, clock), context)


class MergeRequest:
    """A merge request on GitLab."""

    limit = LIMIT

    def __init__(self, client: Client, context: Context) -> None:
        self._client = client
        self._project = f"/projects/{quote(context.repository, safe='')}"
        self._root = f"{self._project}/merge_requests/{context.number}"

    def author(self) -> str:
        return str(self._client.get("/user", _User).id)

    def state(self) -> State:
        found = self._client.get(self._root, _MergeRequest)
        return State(found.sha or "", found.state == "opened")

    def comments(self) -> Iterator[Comment]:
        for page in range(1, _PAGES + 1):
            found = self._client.get(f"{self._root}/notes", list[_Note], per_page=_EACH, page=page, sort="asc")
            yield from (each.plain() for each in found if not each.system)
            if len(found) < _EACH:
                return

    def create(self, body: str) -> Comment:
        return self._client.send("POST", f"{self._root}/notes", {"body": body}, _Note, again=False).plain()

    def update(self, comment: Comment, body: str) -> Comment:
        """Write a note anew; where the token's role may only create notes, the new one takes its place."""
        try:
            return self._client.send("PUT", self._one(comment), {"body": body}, _Note).plain()
        except Forbidden:
            self.delete(comment)
            return self.create(body)

    def delete(self, comment: Comment) -> None:
        try:
            self._client.send("DELETE", self._one(comment), None, object)
        except Missing:
            return

    def status(self, verdict: Verdict, commit: str) -> None:
        """https://docs.gitlab.com/api/commits/#set-commit-pipeline-status."""
        state = "failed" if verdict.conclusion == "failure" else "success"
        said = {"state": state, "name": verdict.name, "description": verdict.title[:255]}
        said |= {"target_url": verdict.url} if verdict.url else {}
        self._client.send("POST", f"{self._project}/statuses/{commit}", said, object)

    def check_run(self, verdict: Verdict, commit: str) -> None:  # noqa: ARG002
        raise UsageError("GitLab has no check runs; --status sets the status of the commit")

    def _one(self, comment: Comment) -> str:
        return f"{self._root}/notes/{comment.id}"
