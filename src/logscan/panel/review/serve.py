"""Serving the sitting on this machine, to this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence

import uvicorn

from logscan.errors import UsageError
from logscan.panel.pack import Pack
from logscan.panel.review.app import make_app
from logscan.panel.review.guard import ENTER, Secrets
from logscan.panel.review.store import Store


def serve(pack: Pack, store: Store, port: int, tell: Callable[[str], None]) -> None:
    """Serve until interrupted; ``tell`` is given the link, which holds the token.

    ``port`` 0 takes the port of the last sitting where it is free, so that a page still open can save, else any.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken = store.port = _bind(listening, [port] if port else [store.port, 0])
        keys = Secrets()
        config = uvicorn.Config(
            make_app(pack, store, taken, keys),
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            # the link holds the token: requests are logged nowhere
            access_log=False,
            log_config=None,
            proxy_headers=False,
            server_header=False,
        )
        listening.listen(64)
        tell(f"http://127.0.0.1:{taken}{ENTER}?token={keys.token}")
        uvicorn.Server(config).run(sockets=[listening])


def _bind(listening: socket.socket, ports: Sequence[int]) -> int:
    """Take the first of ``ports`` that can be had."""
    for port in ports:
        try:
            listening.bind(("127.0.0.1", port))
        except OSError as error:
            why = error.strerror
        else:
            return int(listening.getsockname()[1])
    raise UsageError(f"--port {ports[-1]}: {why}; leave it out for any that is free")
