"""An endpoint on a real socket that trusts our Alexa, and all that happens to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any

from skill.alexa.app import create_app
from tests.alexa.envelopes import APPLICATION
from tests.alexa.fakes import echo_skill
from tests.alexa.server import serving
from tests.alexa.trust.forgery import Headers
from tests.alexa.trust.pki import alexa, fetched_from


@dataclass
class Endpoint:
    """Where it is, the files it could fetch, what it fetched, and what its skill was asked."""

    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)

    def fetch(self, address: str) -> bytes:
        """What is in the files."""
        self.fetched.append(address)
        return fetched_from(self.files)(address)

    def post(self, body: bytes, headers: Headers) -> tuple[int, str]:
        """The status and the text it answers with; a header that is None is left out."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest("POST", "/")
            connection.putheader("Content-Length", str(len(body)))
            for name, value in headers.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@contextmanager
def trusting(fetch: Callable[[str], bytes] | None = None) -> Iterator[Endpoint]:
    """A new endpoint, which has fetched nothing yet, from its own files or in a way of yours."""
    endpoint = Endpoint()
    skill = echo_skill(APPLICATION)
    invoke = skill.invoke

    def asked(request_envelope: Any, context: Any) -> Any:
        endpoint.asked.append(request_envelope)
        return invoke(request_envelope, context)

    skill.invoke = asked
    trust = alexa().trust(fetch=fetch or endpoint.fetch)
    with serving(create_app(skill, trust=trust)) as port:
        endpoint.port = port
        yield endpoint
