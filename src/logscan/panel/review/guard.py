"""What stands before every request of the sitting: only this machine's own browser, through the link, gets through.

* Host must be the address served, so that a name that points at 127.0.0.1 (DNS rebinding) reads nothing.
* The link's token is exchanged for a cookie (HttpOnly, SameSite=Strict); without it there is nothing to see.
* Another site's page, or another port's, can start no request (Sec-Fetch-Site), and no answer allows its origin.
* What changes anything must come from a page of ours (Origin) as a form, whose own secret is checked where it is read.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENTER = "/enter"
LARGEST_BODY = 1_000_000

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # "no-referrer" would make a form's Origin "null"
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class Secrets:
    """Made anew with every start: ``token`` of the link, ``session`` of the cookie, ``form`` of every form."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    form: str = field(default_factory=lambda: secrets.token_urlsafe(32))


class Guard:
    """The guard of an application that is served at ``127.0.0.1:port``."""

    def __init__(self, app: ASGIApp, port: int, keys: Secrets) -> None:
        self._app, self._keys = app, keys
        self._host = f"127.0.0.1:{port}"
        # cookies do not know of ports: two sittings on one machine must not share a name
        self._cookie = f"logscan-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on to the application."""
        if scope["type"] != "http":
            return

        async def closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        request = HTTPConnection(scope)
        answer = self._answer(request, scope["method"])
        if answer is not None:
            await answer(scope, receive, closed)
        else:
            await self._app(scope, receive, closed)

    def _answer(self, request: HTTPConnection, method: str) -> Response | None:
        """The guard's own answer; None lets the request through."""
        headers = request.headers
        if headers.getlist("host") != [self._host]:
            return _refused("This address is not served here.")
        reads = method in {"GET", "HEAD"}
        if request.scope["path"] == ENTER and reads:
            return self._enter(request)
        if not hmac.compare_digest(request.cookies.get(self._cookie, "").encode(), self._keys.session.encode()):
            return _refused("Open the link that `logscan review` printed.")
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return _refused("Another page may not ask for this.")
        return None if reads else self._check_form(request)

    def _check_form(self, request: HTTPConnection) -> Response | None:
        headers = request.headers
        if headers.getlist("origin") != [f"http://{self._host}"]:
            return _refused("This form was not sent by a page of this sitting.")
        if headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
            return PlainTextResponse("Only forms are read.", 415)
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return PlainTextResponse("Too long.", 413)
        return None

    def _enter(self, request: HTTPConnection) -> Response:
        if not hmac.compare_digest(request.query_params.get("token", "").encode(), self._keys.token.encode()):
            return _refused("Open the link that `logscan review` printed.")
        # a redirect would carry no strict cookie where the link was followed from elsewhere; a page of ours does
        page = HTMLResponse(
            '<!doctype html><html lang="en"><title>logscan</title><meta http-equiv="refresh" content="0;url=/">'
            '<p><a href="/">Begin the sitting</a></p></html>'
        )
        page.set_cookie(self._cookie, self._keys.session, httponly=True, samesite="strict", path="/")
        return page


def _refused(why: str) -> Response:
    return PlainTextResponse(why, 403)
