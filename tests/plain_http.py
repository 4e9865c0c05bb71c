"""Plain HTTP to a house that is served: nothing is tidied up, nothing followed."""

import http.client
from dataclasses import dataclass

from serving import Server

from drafting.ui.sessions import PRE


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def cookies(self) -> dict[str, str]:
        """The whole line that sets each cookie, by its name."""
        lines = [value for key, value in self.headers if key.lower() == "set-cookie"]
        return {line.split("=")[0]: line for line in lines}


def ask(
    server: Server,
    path: str,
    cookies: dict[str, str] | None = None,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> Answer:
    """Ask for exactly this path."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    line.putrequest(method, path, skip_accept_encoding=True)
    if cookies:
        line.putheader("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()))
    for name, value in (headers or {}).items():
        line.putheader(name, value)
    if body is not None:
        line.putheader("Content-Length", str(len(body)))
    line.endheaders(body)
    answer = line.getresponse()
    said = Answer(answer.status, answer.getheaders(), answer.read())
    line.close()
    return said


def visitor(server: Server) -> dict[str, str]:
    """Press the door's button; return the cookie that goes as far as the form."""
    answer = ask(server, "/door", None, "POST", {"Origin": server.url})
    return {PRE: answer.cookies[PRE].split(";")[0].split("=", 1)[1]}
