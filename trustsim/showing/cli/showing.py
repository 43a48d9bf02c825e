"""The command that opens the pages for students."""

from typing import Annotated

import typer

from trustsim.showing.cli.app import app


@app.command()
def dashboard(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 is any free one.")] = 8765,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open it in a browser.")] = True,
    page: Annotated[str, typer.Option(help="Page to open, as its address ends.")] = "/",
):
    """Open the pages in which a student watches trust grow (in a browser, on this computer)."""
    from trustsim.showing.dashboard.serve import serve

    serve(port, show, page)
