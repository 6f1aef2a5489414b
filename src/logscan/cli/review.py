"""``logscan review``: the sitting on this machine, and what was said in it as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from logscan.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review")(review)


def review(
    pack: Annotated[Path, typer.Argument(help="A pack, as `logscan pack` writes it: the folder or the one file.")],
    port: Annotated[
        int,
        typer.Option(
            min=0,
            max=65535,
            show_default=False,
            help="The port; unless given, any that is free, and it again next time.",
        ),
    ] = 0,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="DIR", help="Write views.csv and views.json there, no serving.")
    ] = None,
    actor: Annotated[str, typer.Option(help="Who does this, for the audit log; else the user of the system.")] = "",
    recipient: Annotated[str, typer.Option(help="With --export: who is to get the views, for the audit log.")] = "",
    reason: Annotated[str, typer.Option(help="Why, for the audit log.")] = "",
) -> None:
    """Hold the sitting: serve the pack on 127.0.0.1 and keep each member's views as they are given.

    Open the link that is printed. Views stand in review.sqlite in the pack; the sitting can be stopped (Ctrl-C) and
    taken up again at any time. The audit log of a pack stands beside its review.sqlite.
    """
    from contextlib import closing, suppress
    from hashlib import sha256 as hashed

    from logscan.panel.audit import record
    from logscan.panel.pack_file import read_pack
    from logscan.panel.review.store import Store, store_path

    held, sha256 = read_pack(pack)
    path = store_path(pack)
    if export is not None:
        from logscan.panel.review.export import files, write

        if not path.is_file():
            raise UsageError(f"{pack}: no views were given on it yet")
        with closing(Store(path, sha256)) as store:
            made = files(held, store)
            members = len(store.members())
        hashes = {name: hashed(data).hexdigest() for name, data in made.items()}
        details = {"pack": sha256, "members": members, **hashes}
        # the log says first what is then done: views must not leave without their line
        record(path.parent, "review --export", actor=actor, recipient=recipient, reason=reason, details=details)
        for written in write(export, made):
            typer.echo(str(written))
        return
    try:
        from logscan.panel.review.serve import serve
    except ModuleNotFoundError as error:
        raise UsageError(f"{error.name} is not installed: pip install 'logscan[review]'") from None
    with closing(Store(path, sha256)) as store, suppress(KeyboardInterrupt):
        record(path.parent, "review", actor=actor, reason=reason, details={"pack": sha256})
        serve(held, store, port, lambda link: print(link, flush=True))  # noqa: T201
