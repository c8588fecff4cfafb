"""What only the user can say of a new platform, and what is taken where nothing is said."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple


class Answers(NamedTuple):
    """The values that a preset has places for."""

    name: str
    account: str
    region: str
    repository: str
    administrator: str
    bucket: str
    mirror: str


class Question(NamedTuple):
    """A question: what is asked, and the answer that those before it suggest; without one it has to be answered."""

    key: str
    asked: str
    suggest: Callable[[dict[str, str], Path], str | None]


QUESTIONS = (
    Question("name", "The platform's name, which its cluster has for life", lambda _, folder: _name(folder)),
    Question("account", "The id of the AWS account", lambda *_: None),
    Question("region", "The AWS region", lambda *_: None),
    Question("repository", "The https or ssh URL of this repository, for Flux", lambda _, folder: _remote(folder)),
    Question(
        "administrator",
        "The ARN of the IAM role that administers the cluster",
        lambda known, _: f"arn:aws:iam::{known['account']}:role/Admin",
    ),
    Question("bucket", "The S3 bucket of Terraform's state", lambda known, _: f"{known['name']}-terraform-state"),
    Question(
        "mirror",
        "The registry that images come from where there is no internet",
        lambda known, _: f"{known['account']}.dkr.ecr.{known['region']}.amazonaws.com/mirror",
    ),
)


def unanswered(given: dict[str, str | None], folder: Path, wanted: set[str]) -> Iterator[str]:
    """Yield the keys of questions that nothing is known for."""
    known = {key: value or "" for key, value in given.items()}
    for question in QUESTIONS:
        if question.key in wanted and not given[question.key] and question.suggest(known, folder) is None:
            yield question.key


def answered(
    given: dict[str, str | None], folder: Path, wanted: set[str], ask: Callable[[str, str | None], str]
) -> Answers:
    """The answers: those that are given, and for others that are wanted what `ask` makes of question and suggestion."""
    known: dict[str, str] = {}
    for question in QUESTIONS:
        known[question.key] = given[question.key] or ""
        if question.key in wanted and not known[question.key]:
            known[question.key] = ask(question.asked, question.suggest(known, folder))
    return Answers(**known)


def _name(folder: Path) -> str | None:
    found = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")[:39].rstrip("-")
    return found if re.fullmatch(r"[a-z].*", found) else None


def _remote(folder: Path) -> str | None:
    """The URL of the remote named origin as Flux reads it with a token: https, without credentials and `.git`."""
    try:
        found = subprocess.run(
            ["git", "-C", str(folder), "remote", "get-url", "origin"], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return None
    url = re.sub(r"^(?:ssh://)?(?:[^/@]*@)([A-Za-z0-9.-]+)[:/](?!/)", r"https://\1/", found.stdout.strip())
    url = re.sub(r"^https://[^/@]*@", "https://", url).removesuffix(".git")
    return url if url.startswith("https://") else None
