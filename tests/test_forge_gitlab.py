"""One note on a merge request of GitLab, by the shapes that GitLab documents."""

from collections.abc import Iterator

import pytest

from generator.errors import UsageError
from generator.forge.request import Verdict
from generator.forge.services import service
from tests.forge.gitlab import HEAD, GitLab
from tests.forge.posts import MARKER, TOKEN, Waits, context, draft, posted
from tests.forge.service import Fault, Reply, running


@pytest.fixture
def gitlab() -> Iterator[GitLab]:
    made = GitLab()
    with running(made):
        yield made
    assert made.wrong == []
    assert {each.headers.get("PRIVATE-TOKEN") for each in made.asked} <= {TOKEN}


def test_a_first_note_then_the_same_then_another(gitlab: GitLab) -> None:
    assert posted(gitlab) == "created comment 1"
    assert posted(gitlab) == "comment 1 says so already"
    assert posted(gitlab, draft("new", 11)) == "updated comment 1"
    assert gitlab.sent("POST", "PUT") == [
        "POST /projects/42/merge_requests/7/notes",
        "PUT /projects/42/merge_requests/7/notes/1",
    ]


def test_it_is_found_among_250(gitlab: GitLab) -> None:
    for number in range(250):
        gitlab.wrote(6, f"{MARKER}\nforged", system=number % 2 == 0)
    ours = gitlab.wrote(5, f"{MARKER}\nold")
    assert posted(gitlab) == f"updated comment {ours}"


def test_a_role_that_may_not_change_notes_replaces_its_own(gitlab: GitLab) -> None:
    gitlab.wrote(5, f"{MARKER}\nold")
    gitlab.wrote(6, "hello")
    gitlab.may_change = False
    assert posted(gitlab) == "updated comment 3"
    assert sorted(gitlab.notes) == [2, 3]


def test_closed_and_moved_on(gitlab: GitLab) -> None:
    gitlab.head = "b" * 40
    assert "by now" in posted(gitlab)
    gitlab.state = "merged"
    assert "closed" in posted(gitlab)
    assert gitlab.notes == {}


def test_it_waits_until_the_limit_is_reset(gitlab: GitLab) -> None:
    waits = Waits()
    limit = {"RateLimit-Remaining": "0", "RateLimit-Reset": "1000040"}
    gitlab.faults = [Fault("POST", "notes", Reply(429, {"message": "x"}, limit))]
    assert posted(gitlab, waits=waits) == "created comment 1"
    assert waits == [40]


def test_a_project_by_its_path(gitlab: GitLab) -> None:
    request = service("gitlab").open_request(context(gitlab.url, repository="group/sub/name"), Waits().clock())
    gitlab.faults = [Fault("GET", "group%2Fsub%2Fname/merge_requests/7$", Reply(200, {"state": "opened", "sha": HEAD}))]
    assert request.state().open


def test_a_status_but_no_check_run(gitlab: GitLab) -> None:
    request = service("gitlab").open_request(context(gitlab.url, repository="42"), Waits().clock())
    verdict = Verdict("groundplan platform.yaml", "failure", "not a valid platform", "x", "https://a.b/")
    request.status(verdict, HEAD)
    assert gitlab.statuses[0]["state"] == "failed"
    with pytest.raises(UsageError, match="no check runs"):
        request.check_run(verdict, HEAD)
