"""The pages of the sitting: who is there, the cases, a case with its form, and what was said as files."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from importlib import resources
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from logscan.checks.catalogue import catalogue
from logscan.panel.pack import Pack, PackCase
from logscan.panel.pack_pages import card, context, environment, style
from logscan.panel.review.export import as_csv, as_json
from logscan.panel.review.fields import CODES, given, missable
from logscan.panel.review.guard import Guard, Secrets
from logscan.panel.review.store import Store

LONGEST_NAME = 80


def make_app(pack: Pack, store: Store, port: int, keys: Secrets) -> Guard:
    """The guarded application for ``127.0.0.1:port``."""
    sitting = _Sitting(pack, store, keys)
    routes = [
        Route("/", sitting.door),
        Route("/name", sitting.name, methods=["POST"]),
        Route("/member/{member:int}", sitting.cases),
        Route("/member/{member:int}/case/{number:int}", sitting.case),
        Route("/member/{member:int}/case/{number:int}", sitting.save, methods=["POST"]),
        Route("/views.{form}", sitting.export),
        Route("/review.css", sitting.style),
        Route("/review.js", sitting.script),
    ]
    return Guard(Starlette(routes=routes), port, keys)


class _Sitting:
    """The handlers. They run one after another in one thread, so that SQLite is asked by one at a time."""

    def __init__(self, pack: Pack, store: Store, keys: Secrets) -> None:
        self._pack, self._store, self._keys = pack, store, keys
        self._cases = {one.number: one for one in pack.cases}
        self._context = {**context(pack), "boxes": "review_boxes.html", "csrf": keys.form}
        self._style = f"{style(pack)}\n{_asset('review.css')}"

    async def door(self, request: Request) -> Response:
        return self._page("review_door.html", members=self._store.members())

    async def name(self, request: Request) -> Response:
        form = dict(await self._form(request))
        name = " ".join(form.get("name", "").split())
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            return self._page("review_door.html", status=400, members=self._store.members(), wrong=True)
        return RedirectResponse(f"/member/{self._store.enter(name)}", 303)

    async def cases(self, request: Request) -> Response:
        member, name = self._member(request)
        done = {n: _views(self._store.answers(member, n)) for n in self._cases}
        spent = {n: self._store.seconds(member, n) for n in self._cases}
        return self._page("review_cases.html", member=member, name=name, done=done, of=len(CODES), spent=spent)

    async def case(self, request: Request) -> Response:
        member, name = self._member(request)
        one = self._case(request)
        return self._page(
            "review_case.html",
            member=member,
            name=name,
            one=one,
            card=card(self._pack, one),
            answers=self._store.answers(member, one.number),
            visit=self._store.open_visit(member, one.number),
            missable=[catalogue()[code] for code in missable(one)],
            following=self._following(one),
        )

    async def save(self, request: Request) -> Response:
        member, _ = self._member(request)
        one = self._case(request)
        pairs = await self._form(request)
        form = dict(pairs)
        part = "part" in form
        answers = given(one, pairs, whole=not part)
        seconds = form.get("seconds", "")
        if answers is None or not (seconds == "" or (seconds.isdecimal() and len(seconds) < 8)):
            raise HTTPException(400, "A field holds what it cannot hold.")
        spent = int(seconds) if seconds else None
        self._store.save(member, one.number, answers, form.get("visit", ""), spent)
        if part:
            return PlainTextResponse("saved")
        here, following = f"/member/{member}/case/{one.number}", self._following(one)
        if form.get("go") == "on":
            here = f"/member/{member}" if following is None else f"/member/{member}/case/{following}"
        return RedirectResponse(here, 303)

    async def export(self, request: Request) -> Response:
        form = request.path_params["form"]
        if form == "csv":
            text, kind = as_csv(self._pack, self._store), "text/csv; charset=utf-8"
        elif form == "json":
            text, kind = as_json(self._pack, self._store), "application/json"
        else:
            raise HTTPException(404)
        return Response(text, media_type=kind, headers={"Content-Disposition": f'attachment; filename="views.{form}"'})

    async def style(self, request: Request) -> Response:
        return Response(self._style, media_type="text/css")

    async def script(self, request: Request) -> Response:
        return Response(_asset("review.js"), media_type="text/javascript")

    def _page(self, template: str, status: int = 200, **values: object) -> Response:
        text = environment("logscan.panel.review").get_template(template).render({**self._context, **values})
        return HTMLResponse(text, status)

    def _member(self, request: Request) -> tuple[int, str]:
        member = request.path_params["member"]
        name = self._store.members().get(member)
        if name is None:
            raise HTTPException(404)
        return member, name

    def _case(self, request: Request) -> PackCase:
        one = self._cases.get(request.path_params["number"])
        if one is None:
            raise HTTPException(404)
        return one

    def _following(self, one: PackCase) -> int | None:
        return min((number for number in self._cases if number > one.number), default=None)

    async def _form(self, request: Request) -> list[tuple[str, str]]:
        """The form's pairs, once its secret is the one that our pages hold."""
        try:
            pairs = parse_qsl((await request.body()).decode(), keep_blank_values=True, errors="strict")
        except ValueError:
            raise HTTPException(400) from None
        if not hmac.compare_digest(dict(pairs).get("csrf", "").encode(), self._keys.form.encode()):
            raise HTTPException(403, "This form was not made for this sitting: open the page again.")
        return pairs


def _views(answers: Mapping[str, str]) -> int:
    return sum(1 for code in CODES if answers.get(f"view.{code}"))


def _asset(name: str) -> str:
    return resources.files("logscan.panel.review").joinpath("templates", name).read_text(encoding="utf-8")
