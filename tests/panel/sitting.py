"""A sitting in a process of its own, and a plain HTTP client that can do what a browser never would."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from logscan.panel.pack import make_pack
from logscan.panel.pack_file import files, write_pack
from tests.outputs.samples import attack, example
from tests.panel.test_pack import FORMULA, PATH, drawn, same, write_run

FORM = "application/x-www-form-urlencoded"


def write_sitting_pack(folder: Path, *, blind: bool = False, one_file: bool = False, language: str = "en") -> Path:
    """A pack of three cases: a formula, a path and an attack as their ids."""
    pairs = [example(FORMULA), example(PATH, "stalking", None), attack()]
    run = write_run(folder / "run", pairs)
    sample = drawn(*(case.case_id for case, _ in pairs))
    pack = make_pack(run, sample, same, blind=blind, language=language)  # type: ignore[arg-type]
    out = folder / ("pack.html" if one_file else "pack")
    write_pack(out, files(pack, one_file=one_file))
    return out


@dataclass
class Answer:
    """An HTTP answer."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass
class Sitting:
    """A running ``logscan review``."""

    process: subprocess.Popen[str]
    link: str
    cookie: str = ""
    csrf: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def port(self) -> int:
        return urlsplit(self.link).port or 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: str | None = None) -> Answer:
        """One request with these headers and no others but those that HTTP needs; a None header is left out."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body.encode())))
            connection.endheaders(body.encode() if body is not None else None)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode())
        finally:
            connection.close()

    def enter(self) -> None:
        """Follow the link, keep the cookie and the form's secret."""
        parts = urlsplit(self.link)
        answer = self.ask("GET", f"{parts.path}?{parts.query}", {})
        assert answer.status == 200
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        self.csrf = self.secret(self.get("/").text, "csrf")

    @staticmethod
    def secret(page: str, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]+)"', page)
        assert found is not None
        return found[1]

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, {"Cookie": self.cookie, **headers})

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """A form as a page of the sitting sends it; ``headers`` change it."""
        own = {"Cookie": self.cookie, "Origin": self.origin, "Content-Type": FORM}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in {**own, **named}.items() if value != "left out"}
        return self.ask("POST", path, sent, urlencode({"csrf": self.csrf, **fields}))

    def member(self, name: str) -> str:
        """Enter as a member; the path of their pages."""
        answer = self.post("/name", {"name": name})
        assert answer.status == 303
        return answer.headers["location"]

    def kill(self) -> None:
        """``kill -9``."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def sitting(pack: Path, *words: str) -> Iterator[Sitting]:
    """Serve ``pack`` until the block ends."""
    command = [sys.executable, "-m", "logscan", "review", str(pack), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            link = process.stdout.readline().strip()
            if not link.startswith("http://127.0.0.1:"):
                process.kill()
                raise AssertionError((link, *process.communicate()))
            yield Sitting(process, link)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                try:
                    process.wait(timeout=20)
                except subprocess.TimeoutExpired:
                    process.kill()  # what started the tests may ignore the signal, and its children with it
                    raise
