"""The account's keys as Google's own library holds them.

Access tokens live an hour; Google's refresh token does not rotate, so a new access token is fetched when one has ended, and
the failed call is made again by Google's library.
"""

from __future__ import annotations

from typing import Any

from kentongan.connectors.folder import Line

HOST = "oauth2.googleapis.com"


def credentials(line: Line) -> Any:  # noqa: ANN401 - google-auth carries no types
    """The account's keys for one step."""
    from google.oauth2.credentials import Credentials

    account = line.account
    return Credentials(  # type: ignore[no-untyped-call]
        token=account.token.value,
        refresh_token=account.refresh_token.value if account.refresh_token else None,
        token_uri=line.url(HOST, "token"),
        client_id=account.app.client_id,
        client_secret=account.app.client_secret.value,
    )
