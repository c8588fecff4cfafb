"""An account as it answers: each question is asked once, and what may not be read is told, not guessed."""

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from generator.errors import ToolFailed, UsageError
from generator.live.actions import ACTIONS
from generator.live.session import Way, client, session
from lint.reader import NotRead

if TYPE_CHECKING:
    import boto3

_NOT_THERE = ("NotFound", "NoSuch", "NotExist", "Nonexistent", "404")
_EXPIRED = {
    "ExpiredToken",
    "ExpiredTokenException",
    "RequestExpired",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
}


class Account:
    """An AWS account in one region, read by anybody who may; safe for several threads."""

    def __init__(self, made: "boto3.Session") -> None:
        self.session = made
        self._answers: dict[str, dict[str, Any] | NotRead] = {}
        self._clients: dict[str, Any] = {}
        self._lock = Lock()

    def read(self, service: str, operation: str, **parameters: Any) -> dict[str, Any]:
        """The whole answer of an operation, all pages of it, as botocore has it; raises NotRead."""
        key = f"{service} {operation} {sorted(parameters.items())!r}"
        with self._lock:
            known = self._answers.get(key)
        if known is None:
            known = self._asked(service, operation, parameters)
            with self._lock:
                self._answers[key] = known
        if isinstance(known, NotRead):
            raise known
        return known

    def found(self, service: str, operation: str, **parameters: Any) -> dict[str, Any] | None:
        """As `read`, and None for what is not there."""
        try:
            return self.read(service, operation, **parameters)
        except NotRead as error:
            if any(word in error.code for word in _NOT_THERE):
                return None
            raise

    @cached_property
    def id(self) -> str:
        """The account's id; raises ToolFailed where not even that can be read: nothing else can."""
        try:
            answer: str = self.read("sts", "get_caller_identity")["Account"]
        except NotRead as error:
            raise ToolFailed(f"AWS does not say who is asking: {error.reason}") from None
        return answer

    def _asked(self, service: str, operation: str, parameters: dict[str, Any]) -> dict[str, Any] | NotRead:
        from botocore.exceptions import BotoCoreError, ClientError

        action = ACTIONS[service, operation]
        try:
            return self._answer(self._client(service), operation, parameters)
        except ClientError as error:
            said = error.response.get("Error", {})
            return NotRead(action, _reason(said), said.get("Code", ""))
        except BotoCoreError as error:
            return NotRead(action, str(error))

    @staticmethod
    def _answer(asked: Any, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        whole: dict[str, Any]
        if asked.can_paginate(operation):
            whole = asked.get_paginator(operation).paginate(**parameters).build_full_result()
        else:
            whole = getattr(asked, operation)(**parameters)
        return whole

    def _client(self, service: str) -> Any:
        with self._lock:
            if service not in self._clients:
                self._clients[service] = client(self.session, service)
            return self._clients[service]


def account(way: Way, region: str, wanted: str) -> Account:
    """The account that a platform is for; raises UsageError where the credentials are of another one."""
    made = Account(session(way, region))
    if made.id != wanted:
        raise UsageError(
            f"these credentials are of account {made.id}, and the platform is for {wanted}; give --profile or --role"
        )
    return made


def _reason(said: dict[str, str]) -> str:
    code, message = said.get("Code", ""), said.get("Message", "")
    if code in _EXPIRED:
        return f"the credentials are not taken ({code}): log in again, for example by `aws sso login`"
    return f"{code}: {message}" if message else code
