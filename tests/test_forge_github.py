"""One comment on GitHub, whatever happens: every request and answer is held to GitHub's own description."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from generator.errors import ToolFailed
from generator.forge.client import Forbidden, Limited
from generator.forge.request import Annotation, Verdict
from generator.forge.services import service
from tests.forge.github import GitHub
from tests.forge.posts import HEAD, MARKER, TOKEN, Waits, context, draft, posted
from tests.forge.prism import started
from tests.forge.service import Asked, Fault, Reply, running

POST, LIST = "POST /repos/o/r/issues/7/comments", "GET /repos/o/r/issues/7/comments"


@pytest.fixture(scope="module")
def prism() -> Iterator[tuple[str, int]]:
    with started() as found:
        yield found


@pytest.fixture(params=["alone", pytest.param("prism", marks=pytest.mark.forge)])
def github(request: pytest.FixtureRequest) -> Iterator[GitHub]:
    """The stand-in alone, or behind Prism, which judges for itself."""
    url, port = request.getfixturevalue("prism") if request.param == "prism" else ("", 0)
    made = GitHub()
    with running(made, port):
        made.url = url or made.url
        yield made
    assert made.wrong == []


def test_a_first_comment_is_made(github: GitHub) -> None:
    assert posted(github) == "created comment 1"
    (body,) = github.bodies()
    assert body.startswith(f"{MARKER}\nsaid\n")
    assert body.endswith("<!-- groundplan:run 10.1 -->")


def test_it_is_found_among_250_and_written_anew(github: GitHub) -> None:
    for number in range(250):
        github.wrote("somebody", f"{MARKER}\nforged {number}")
        if number == 220:
            ours = github.wrote("github-actions[bot]", f"{MARKER}\r\nold\r\n")
    assert posted(github) == f"updated comment {ours}"
    assert [each.query["page"] for each in github.asked if each.method == "GET" and each.query] == ["1", "2", "3"]
    assert len(github.comments) == 251
    assert all("forged" in body for body in github.bodies("somebody"))


def test_the_same_is_not_said_twice(github: GitHub) -> None:
    posted(github)
    assert posted(github, draft(run=11)) == "comment 1 says so already"
    assert github.sent("PATCH", "POST") == [POST]


def test_a_comment_for_other_environments_or_another_file_is_another(github: GitHub) -> None:
    posted(github)
    other = draft(body=f"{MARKER.replace('platform', 'a/platform')}\nsaid\n")
    assert posted(github, other) == "created comment 2"


def test_nothing_is_said_of_no_change_but_what_stands_there_is_mended(github: GitHub) -> None:
    assert "nothing written: nothing changes" in posted(github, create=False)
    github.wrote("github-actions[bot]", f"{MARKER}\nold")
    assert posted(github, create=False) == "updated comment 1"


def test_one_who_may_ask_knows_who_it_is(github: GitHub) -> None:
    github.user, github.login = True, "platform-bot"
    github.wrote("github-actions[bot]", f"{MARKER}\nof another")
    assert posted(github) == "created comment 2"
    assert posted(github, draft("new", 11)) == "updated comment 2"


def test_an_app_that_does_not_know_its_name_finds_its_older_comment(github: GitHub) -> None:
    github.login = "our-app[bot]"
    github.wrote("our-app[bot]", f"{MARKER}\nold")
    assert posted(github) == "updated comment 1"
    assert len(github.comments) == 1


def test_of_two_first_comments_the_older_stays(github: GitHub) -> None:
    def race(asked: Asked) -> None:
        if asked.method == "POST":
            github.before = lambda _asked: None
            github.wrote("github-actions[bot]", f"{MARKER}\nof the other run\n<!-- groundplan:run 9.1 -->")

    github.before = race
    assert posted(github) == "updated comment 1"
    (body,) = github.bodies()
    assert "said" in body
    assert github.sent("DELETE") == ["DELETE /repos/o/r/issues/comments/2"]


def test_of_two_first_comments_the_newer_run_has_its_say(github: GitHub) -> None:
    def race(asked: Asked) -> None:
        if asked.method == "POST":
            github.before = lambda _asked: None
            github.wrote("github-actions[bot]", f"{MARKER}\nnewer\n<!-- groundplan:run 11.1 -->")

    github.before = race
    assert posted(github) == "nothing written: a newer run wrote comment 1"
    assert ["newer" in body for body in github.bodies()] == [True]


def test_two_runs_at_once(github: GitHub) -> None:
    """Both find no comment, whatever order the service takes them in."""
    both = threading.Barrier(2, timeout=30)
    github.before = lambda asked: meet(both, asked)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda run: posted(github, draft(f"run {run}", run)), (10, 11)))
    assert len(github.sent("POST")) == 2
    (body,) = github.bodies()
    assert "run 11" in body


def meet(both: threading.Barrier, asked: Asked) -> None:
    """Nobody writes a first comment before the other is about to."""
    if asked.method == "POST":
        both.wait()


def test_duplicates_of_a_run_that_was_killed_go(github: GitHub) -> None:
    for _ in range(3):
        github.wrote("github-actions[bot]", f"{MARKER}\nold")
    assert posted(github) == "updated comment 1"
    assert sorted(github.comments) == [1]


def test_an_older_run_does_not_overwrite_a_newer(github: GitHub) -> None:
    posted(github, draft("newer", run=12))
    assert "a newer run wrote comment 1" in posted(github, draft("older", run=11))
    assert "newer" in github.bodies()[0]


def test_the_head_has_moved_on(github: GitHub) -> None:
    github.head = "b" * 40
    assert "is at bbbbbbbbbbbb by now, and this is aaaaaaaaaaaa" in posted(github)
    assert github.bodies() == []


def test_a_closed_pull_request_is_left_alone(github: GitHub) -> None:
    github.state = "closed"
    assert "is closed" in posted(github)
    assert github.bodies() == []


def test_one_that_somebody_hid_stays_hidden(github: GitHub) -> None:
    github.wrote("github-actions[bot]", f"{MARKER}\nold", minimized={"reason": "outdated"})
    assert posted(github) == "updated comment 1, which somebody has hidden"


def test_one_that_is_deleted_meanwhile_is_made_anew(github: GitHub) -> None:
    number = github.wrote("github-actions[bot]", f"{MARKER}\nold")
    github.wrote("somebody", "hello")

    def gone(asked: Asked) -> None:
        if asked.method == "PATCH":
            github.comments.pop(number, None)

    github.before = gone
    assert posted(github) == "created comment 3"


def test_too_long_loses_its_details(github: GitHub) -> None:
    github.longest = 500
    body = f"{MARKER}\nhead\n\n<details><summary>all</summary>\n\n{'x' * 1000}\n\n</details>\n"
    assert posted(github, draft(body=body)) == "created comment 1"
    (short,) = github.bodies()
    assert "head\n\n**Details are left out**" in short
    assert "details>" not in short


def test_no_permission(github: GitHub) -> None:
    github.faults = [Fault("POST", "comments", Reply(403, {"message": "Resource not accessible by integration"}))]
    with pytest.raises(Forbidden, match=r"answers 403.*not accessible"):
        posted(github)


@pytest.mark.parametrize(
    ("reply", "waited"),
    [
        (Reply(429, {"message": "slow down"}, {"Retry-After": "7"}), [7]),
        (Reply(403, {"message": "You have exceeded a secondary rate limit"}), [60]),
        (Reply(403, {"message": "no"}, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000030"}), [30]),
        (Reply(429, {"message": "x"}, {"Retry-After": "nonsense"}), [60]),
    ],
)
def test_it_waits_as_it_is_told(github: GitHub, reply: Reply, waited: list[float]) -> None:
    waits = Waits()
    github.faults = [Fault("POST", "comments", reply)]
    assert posted(github, waits=waits) == "created comment 1"
    assert waits == waited


def test_it_does_not_wait_for_ever(github: GitHub) -> None:
    waits = Waits()
    github.faults = [Fault("GET", "pulls", Reply(429, {"message": "x"}, {"Retry-After": "3600"}))]
    with pytest.raises(Limited, match="answers 429"):
        posted(github, waits=waits)
    assert waits == []


def test_one_that_may_not_be_made_yet_is_not_asked_for_again(github: GitHub) -> None:
    github.faults = [Fault("POST", "comments", Reply(429, {"message": "x"}, {"Retry-After": "3600"}))]
    with pytest.raises(Limited):
        posted(github)
    assert github.sent("POST") == [POST]


def test_what_can_be_repeated_is(github: GitHub) -> None:
    waits = Waits()
    github.wrote("github-actions[bot]", f"{MARKER}\nold")
    github.faults = [Fault("GET", "pulls", Reply(503, {"message": "x"}))]
    github.faults += [Fault("PATCH", "comments", Reply(503, {"message": "x"}))] * 2
    assert posted(github, waits=waits) == "updated comment 1"
    assert waits == [1, 1, 2]


@pytest.mark.parametrize("reply", [Reply(502, {"message": "Server Error"}), Reply(0)])
@pytest.mark.parametrize("done", [True, False])
def test_a_comment_is_not_made_twice_where_the_answer_is_lost(github: GitHub, reply: Reply, done: bool) -> None:
    github.faults = [Fault("POST", "comments", reply, after=done)]
    assert posted(github) == "created comment 1"
    assert len(github.comments) == 1


def test_one_that_fails_all_the_time_is_given_up(github: GitHub) -> None:
    waits = Waits()
    github.faults = [Fault("GET", "pulls", Reply(502, {"message": f"{TOKEN} ##[add-mask]x\n::error::y"}))] * 9
    with pytest.raises(ToolFailed) as caught:
        posted(github, waits=waits)
    said = str(caught.value)
    assert "answers 502" in said
    assert said.endswith("tried 4 times")
    assert not any(word in said for word in (TOKEN, "##[", "\n"))
    assert waits == [1, 2, 4]


def test_a_status_and_a_check_run(github: GitHub) -> None:
    notes = tuple(Annotation("platform.yaml", line, "warning", "t" * 300, "m") for line in range(1, 121))
    verdict = Verdict("groundplan platform.yaml", "neutral", "2 destructive " * 30, "x" * 70_000, "https://a.b/", notes)
    request = service("github").open_request(context(github.url), Waits().clock())
    request.status(verdict, HEAD)
    request.check_run(verdict, HEAD)
    assert [each["state"] for each in github.statuses] == ["success"]
    assert [len(each["output"]["annotations"]) for each in github.checks] == [50, 50, 20]
    assert github.checks[0]["conclusion"] == "neutral"
