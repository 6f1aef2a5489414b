"""Who gets in: each test holds one protection, and fails without it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.panel.sitting import FORM, Sitting, sitting, write_sitting_pack


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    with sitting(write_sitting_pack(tmp_path_factory.mktemp("sitting"))) as running:
        running.enter()
        yield running


@pytest.fixture(scope="module")
def member(served: Sitting) -> str:
    return served.member("Alys")


VIEW = {"view.R1": "2", "part": "1"}


def test_the_way_that_is_right_gets_in(served: Sitting, member: str) -> None:
    assert served.get(f"{member}/case/1").status == 200
    assert served.post(f"{member}/case/1", VIEW).status == 200


@pytest.mark.parametrize("path", ["/", "/member/1", "/member/1/case/1", "/views.csv", "/views.json", "/review.css"])
@pytest.mark.parametrize("cookie", ["", "logscan=x", "logscan-{port}=", "logscan-{port}=wrong"])
def test_without_the_cookie_there_is_nothing(served: Sitting, member: str, path: str, cookie: str) -> None:
    headers = {"Cookie": cookie.format(port=served.port)} if cookie else {}
    answer = served.ask("GET", path, headers)
    assert (answer.status, answer.text) == (403, "Open the link that `logscan review` printed.")


@pytest.mark.parametrize("query", ["", "?token=", "?token=wrong", "?other=1"])
def test_without_the_token_there_is_no_cookie(served: Sitting, query: str) -> None:
    answer = served.ask("GET", f"/enter{query}", {})
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


def test_the_cookie_is_strict_and_no_script_reads_it(served: Sitting) -> None:
    cookie = served.ask("GET", served.link.removeprefix(served.origin), {}).headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie
    assert "domain" not in cookie
    assert f"logscan-{served.port}=" in cookie


def test_the_token_is_no_cookie_and_each_start_has_its_own(served: Sitting, tmp_path: Path) -> None:
    token = served.link.partition("token=")[2]
    assert len(token) >= 40
    assert token not in served.cookie
    with sitting(write_sitting_pack(tmp_path)) as other:
        assert other.link.partition("token=")[2] != token
        assert other.port != served.port


@pytest.mark.parametrize(
    "host",
    ["example.org", "example.org:{port}", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.example.org"],
)
def test_another_host_is_not_served(served: Sitting, host: str) -> None:
    headers = {"Host": host.format(port=served.port), "Cookie": served.cookie}
    for path in ("/", served.link.removeprefix(served.origin)):
        answer = served.ask("GET", path, headers)
        assert (answer.status, answer.text) == (403, "This address is not served here.")
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "origin",
    ["http://example.org", "null", "http://127.0.0.1", "http://127.0.0.1:1", "https://127.0.0.1:{port}", "left out"],
)
def test_a_foreign_origin_changes_nothing(served: Sitting, member: str, origin: str) -> None:
    answer = served.post(f"{member}/case/2", VIEW, Origin=origin.format(port=served.port))
    assert answer.status == 403
    assert 'name="view.R1" value="2" checked' not in served.get(f"{member}/case/2").text


@pytest.mark.parametrize("csrf", ["", "wrong"])
def test_a_form_without_its_secret_changes_nothing(served: Sitting, member: str, csrf: str) -> None:
    assert served.post(f"{member}/case/2", {**VIEW, "csrf": csrf}).status == 403
    assert served.post("/name", {"name": "Mallory", "csrf": csrf}).status == 403
    assert 'name="view.R1" value="2" checked' not in served.get(f"{member}/case/2").text
    assert "Mallory" not in served.get("/").text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_asks_in_vain(served: Sitting, member: str, site: str) -> None:
    assert served.get("/views.csv", **{"Sec-Fetch-Site": site}).status == 403
    assert served.post(f"{member}/case/2", VIEW, Sec_Fetch_Site=site).status == 403
    assert served.ask("GET", served.link.removeprefix(served.origin), {"Sec-Fetch-Site": site}).status == 200


def test_no_origin_is_allowed_to_read(served: Sitting, member: str) -> None:
    for origin in ("http://example.org", "null", served.origin):
        for path in ("/", f"{member}/case/1", "/views.json"):
            names = {name.lower() for name in served.get(path, Origin=origin).headers}
            assert not any(name.startswith("access-control") for name in names)
    asking = {"Cookie": served.cookie, "Origin": "http://example.org", "Access-Control-Request-Method": "POST"}
    preflight = served.ask("OPTIONS", "/name", asking)
    assert preflight.status == 403
    assert not any(name.lower().startswith("access-control") for name in preflight.headers)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"])
def test_other_methods_do_nothing(served: Sitting, member: str, method: str) -> None:
    headers = {"Cookie": served.cookie, "Origin": served.origin, "Content-Type": FORM}
    assert served.ask(method, f"{member}/case/1", headers, "").status == 405


def test_reading_changes_nothing(served: Sitting, member: str) -> None:
    assert served.get(f"/name?name=Mallory&csrf={served.csrf}").status == 405
    served.get(f"{member}/case/2?view.R2=3&part=1&csrf={served.csrf}")
    assert 'name="view.R2" value="3" checked' not in served.get(f"{member}/case/2").text


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", "left out"])
def test_only_forms_are_read(served: Sitting, member: str, kind: str) -> None:
    assert served.post(f"{member}/case/2", VIEW, Content_Type=kind).status == 415


def test_a_body_without_end_is_not_read(served: Sitting, member: str) -> None:
    assert served.post(f"{member}/case/2", {"text": "x" * 1_000_001}).status == 413
    headers = {"Cookie": served.cookie, "Origin": served.origin, "Content-Type": FORM, "Transfer-Encoding": "chunked"}
    assert served.ask("POST", f"{member}/case/2", headers).status == 413


@pytest.mark.parametrize("path", ["/", "{member}", "{member}/case/3", "/views.csv", "/nothing", "/review.js"])
def test_the_policy_is_on_every_answer(served: Sitting, member: str, path: str) -> None:
    answer = served.get(path.format(member=member))
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert "server" not in answer.headers
    if "text/html" in answer.headers["content-type"]:
        assert "<style" not in answer.text
        assert " style=" not in answer.text
        assert "<script>" not in answer.text.replace("&lt;script&gt;", "")


def test_a_log_stays_text(served: Sitting, member: str) -> None:
    text = served.get(f"{member}/case/3").text
    assert "&lt;script&gt;document.title=&#39;run&#39;&lt;/script&gt;" in text
    assert "<b id=stray>" not in text
    assert "<img" not in text


def test_it_listens_on_this_machine_alone(served: Sitting) -> None:
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1"}:
        with pytest.raises(OSError), socket.create_connection((str(address), served.port), timeout=2):
            pass
    with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as six, pytest.raises(OSError):
        six.settimeout(2)
        six.connect(("::1", served.port))
    held = Path(f"/proc/{served.process.pid}/net/tcp").read_text() if Path("/proc").is_dir() else ""
    if held:
        mine = [line.split()[1] for line in held.splitlines()[1:] if line.split()[1].endswith(f":{served.port:04X}")]
        assert set(mine) == {f"0100007F:{served.port:04X}"}


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/member/1/case/../../x", "/views.x"])
def test_no_path_leads_out(served: Sitting, path: str) -> None:
    assert served.get(path).status == 404
