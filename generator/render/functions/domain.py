"""Requests to an OpenSearch domain, signed with the function's role: of AWS Lambda's Python, and nothing besides."""

from typing import NamedTuple

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.exceptions import BotoCoreError
from botocore.httpsession import URLLib3Session
from botocore.session import get_session

CONNECT_SECONDS, READ_SECONDS = 5, 30
UNREACHABLE = 0
"""The status of an answer that never came."""


class Answer(NamedTuple):
    """What the domain said: a status of HTTP, or UNREACHABLE with the reason."""

    status: int
    body: bytes

    @property
    def passing(self) -> bool:
        """Whether the same request may succeed later."""
        return self.status in {UNREACHABLE, 429, 500, 502, 503, 504}


class Domain:
    """A domain by its URL.

    https://docs.aws.amazon.com/opensearch-service/latest/developerguide/request-signing.html
    """

    def __init__(self, url: str, region: str) -> None:
        self._url, self._region = url.rstrip("/"), region
        self._credentials = get_session().get_credentials()
        self._http = URLLib3Session(timeout=(CONNECT_SECONDS, READ_SECONDS))

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "application/json") -> Answer:
        """Send a request once."""
        headers = {"Content-Type": kind} if body else {}
        request = AWSRequest(method, f"{self._url}{path}", headers, data=body)
        SigV4Auth(self._credentials, "es", self._region).add_auth(request)
        try:
            answer = self._http.send(request.prepare())
        except BotoCoreError as error:
            return Answer(UNREACHABLE, str(error).encode())
        return Answer(answer.status_code, answer.content)
