"""The web application: vendor APIs, control API and public feed in one Flask program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from werkzeug.wsgi import ClosingIterator

from kentongan.sandbox import consent, control, control_page, gate
from kentongan.sandbox.feed import views as feed
from kentongan.sandbox.service import Sandbox

REQUEST_BYTES = 160 << 20
Wsgi = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]


class Cutting:
    """Cuts connections where a fault asks for it: without a word, or halfway through an answer."""

    def __init__(self, inner: Wsgi) -> None:
        """Wrap an application."""
        self.inner = inner

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass on, then cut."""
        held: list[Any] = []

        def remember(*told: Any) -> Callable[[bytes], object]:  # noqa: ANN401  WSGI's own signature
            held[:] = told
            return lambda _data: None

        parts = self.inner(environ, remember)
        if not (environ.get("sandbox.cut") or environ.get("sandbox.short")):
            start_response(*held)
            return parts
        whole = b"".join(parts)
        if isinstance(parts, ClosingIterator):
            parts.close()
        if environ.get("sandbox.cut"):
            raise ConnectionAbortedError
        start_response(*held)
        return [whole[: len(whole) // 2]]


def create_app(sandbox: Sandbox) -> Flask:
    """Build the application over an open sandbox."""
    app = Flask(__name__, static_folder="static", static_url_path="/_sandbox")
    app.config.update(MAX_CONTENT_LENGTH=REQUEST_BYTES, SEND_FILE_MAX_AGE_DEFAULT=3600)
    app.extensions["kentongan"] = sandbox
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.register_blueprint(gate.blueprint)
    app.register_blueprint(control.blueprint)
    app.register_blueprint(consent.blueprint)
    app.register_blueprint(control_page.blueprint)
    app.register_blueprint(feed.blueprint)
    app.wsgi_app = Cutting(app.wsgi_app)  # type: ignore[method-assign]
    return app
