"""The report and its data, served on this machine alone: no other address is bound, and no other host name answered.

Needs the optional extra ``detente[web]``; importing this room without it raises RecordError that says so.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from detente import exporting, reporting
from detente.errors import RecordError
from detente.views import Ask

try:
    import uvicorn
    from fastapi import FastAPI, Request, Response
    from fastapi.middleware.trustedhost import TrustedHostMiddleware
except ImportError as error:
    raise RecordError(
        f"detente serve needs {error.name}, which is not installed.", hint="Install it: pip install 'detente[web]'."
    ) from error

ADDRESS = "127.0.0.1"

HOSTS = (ADDRESS, "localhost")
"""Host names that are answered; under any other, a page of the web could read the record (DNS rebinding)."""

_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def app(ask: Ask, *, meta: Mapping[str, Any]) -> FastAPI:
    """The application: ``/`` is the report; ``/api/claims.json``, ``/api/findings.json``, ``/claims.jsonl`` its data.

    Every answer has the page's own content security policy; a request for a host not in ``HOSTS`` is answered with 400.
    The report is made once; ``meta`` is as for ``reporting.report``.
    """
    made = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)  # its own pages would load scripts from elsewhere
    page = reporting.report(ask, meta=meta)
    made.add_middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)

    @made.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        answer = await call_next(request)
        answer.headers.update({"Content-Security-Policy": f"{reporting.policy()}; frame-ancestors 'none'", **_HEADERS})
        return answer

    @made.get("/")
    def report() -> Response:
        return Response(page, media_type="text/html")

    @made.get("/api/claims.json")
    def claims() -> Response:
        return _json(list(exporting.interchange(ask)))

    @made.get("/api/findings.json")
    def findings() -> Response:
        return _json([{field: row[field] for field in exporting.FINDING} for row in exporting.worst_first(ask)])

    @made.get("/claims.jsonl")
    def lines() -> Response:
        return Response("".join(line + "\n" for line in exporting.jsonl(ask)), media_type="application/jsonl")

    return made


def _json(rows: list[dict[str, Any]]) -> Response:
    return Response(json.dumps(rows, ensure_ascii=False), media_type="application/json")


def serve(ask: Ask, *, meta: Mapping[str, Any], port: int, ready: Callable[[str], None]) -> None:
    """Serves until it is interrupted. ``ready`` is told the address once it answers; port 0 takes any free one.

    Raises RecordError when the port is taken or is none.
    """
    with socket.socket() as door:
        try:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind((ADDRESS, port))
            door.listen()
        except (OSError, OverflowError) as error:
            raise RecordError(
                f"{ADDRESS}:{port} cannot be listened on ({error}).", hint="Give another port with --port."
            ) from error
        made = app(ask, meta=meta)
        server = uvicorn.Server(uvicorn.Config(made, log_level="warning", server_header=False, lifespan="off"))
        ready(f"http://{ADDRESS}:{door.getsockname()[1]}/")
        server.run(sockets=[door])
