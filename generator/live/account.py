"""An account as it answers: each question is asked once, and what may not be read is told, not guessed."""

from concurrent.futures import Future
from functools import cached_property
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from generator.errors import ToolFailed, UsageError
from generator.live.actions import ACTIONS
from generator.live.session import Way, client, session
from lint.reader import NotRead

if TYPE_CHECKING:
    import boto3

NOT_THERE = ("NotFound", "NoSuch", "NotExist", "Nonexistent", "404")
_EXPIRED = {
    "ExpiredToken",
    "ExpiredTokenException",
    "RequestExpired",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
}

SECONDS = 240.0
"""After these no question is asked any more: nobody waits for ever for an account that throttles."""

WIDTH = 300
"""Characters of what AWS says is wrong: a page of HTML is no message."""

_Answer = dict[str, Any] | NotRead


class Account:
    """An AWS account in one region, read by anybody who may; safe for several threads."""

    def __init__(self, made: "boto3.Session", seconds: float = SECONDS) -> None:
        self.session = made
        self.heard = False
        """Whether anything but who is asking was answered."""
        self._until = monotonic() + seconds
        self._answers: dict[str, Future[_Answer]] = {}
        self._clients: dict[str, Any] = {}
        self._silent: dict[str, str] = {}
        self._lock = Lock()

    def read(self, service: str, operation: str, **parameters: Any) -> dict[str, Any]:
        """The whole answer of an operation, all pages of it, as botocore has it; raises NotRead."""
        key = f"{service} {operation} {sorted(parameters.items())!r}"
        with self._lock:
            is_first = key not in self._answers
            coming = self._answers.setdefault(key, Future())
        if is_first:
            try:
                coming.set_result(self._asked(service, operation, parameters))
            except BaseException as error:
                coming.set_exception(error)
                raise
        known = coming.result()
        if isinstance(known, NotRead):
            raise NotRead(known.action, known.reason, known.code)
        return known

    def found(self, service: str, operation: str, **parameters: Any) -> dict[str, Any] | None:
        """As `read`, and None for what is not there."""
        try:
            return self.read(service, operation, **parameters)
        except NotRead as error:
            if _is_not_there(error):
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

    def _asked(self, service: str, operation: str, parameters: dict[str, Any]) -> _Answer:
        from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError
        from botocore.parsers import ResponseParserError

        action = ACTIONS[service, operation]
        if service in self._silent:
            return NotRead(action, self._silent[service])
        if monotonic() > self._until:
            return NotRead(action, "there was no time left to ask")
        try:
            answer = self._answer(self._client(service), operation, parameters)
        except ClientError as error:
            said = error.response.get("Error", {})
            not_read = NotRead(action, _reason(said), said.get("Code", ""))
            self.heard = self.heard or _is_not_there(not_read)
            return not_read
        except (BotoCoreError, ResponseParserError) as error:
            if isinstance(error, EndpointConnectionError | ConnectTimeoutError):
                self._silent[service] = str(error)
            return NotRead(action, str(error))
        self.heard = self.heard or service != "sts"
        return answer

    @staticmethod
    def _answer(asked: Any, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        whole: dict[str, Any]
        if asked.can_paginate(operation):
            whole = asked.get_paginator(operation).paginate(**parameters).build_full_result()
        else:
            whole = getattr(asked, operation)(**parameters)
        model = asked.meta.service_model.operation_model(asked.meta.method_to_api_mapping[operation])
        return _complete(whole, model)

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


def _complete(whole: dict[str, Any], model: Any) -> dict[str, Any]:
    """An answer with a list for every list that it has none of; raises ResponseParserError for one of nothing.

    botocore takes half a document, or a page of some proxy, for an answer without fields.
    """
    from botocore.parsers import ResponseParserError

    members = model.output_shape.members if model.output_shape else {}
    if members and model.http["method"] != "HEAD" and not whole.keys() & members.keys():
        raise ResponseParserError("the answer is not one of AWS, or was cut off")
    return {name: [] for name, shape in members.items() if shape.type_name == "list"} | whole


def _is_not_there(error: NotRead) -> bool:
    return any(word in error.code for word in NOT_THERE)


def _reason(said: dict[str, str]) -> str:
    code, message = said.get("Code", ""), said.get("Message", "")
    if code in _EXPIRED:
        return f"the credentials are not taken ({code}): log in again, for example by `aws sso login`"
    shown = " ".join(message.split())
    return f"{code}: {shown[:WIDTH]}" if shown else code
