"""The way to a HomeOps server: commands by HTTP, what changes by its live socket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final, NoReturn

import aiohttp

from .errors import (
    HomeOpsCertificateUnknown,
    HomeOpsError,
    HomeOpsNotHomeOps,
    HomeOpsTokenRefused,
    HomeOpsUnreachable,
    not_homeops,
    token_refused,
    unreachable,
)
from .live import LiveSocket

__all__ = [
    "HomeOpsCertificateUnknown",
    "HomeOpsClient",
    "HomeOpsError",
    "HomeOpsNotHomeOps",
    "HomeOpsTokenRefused",
    "HomeOpsUnreachable",
]

_ANSWER_SECONDS: Final = 30
_GREETING_SECONDS: Final = 10
_PING_SECONDS: Final = 30
_UNAUTHORIZED: Final = 401
_OK: Final = 200
_SERVER_ERROR: Final = 500


class HomeOpsClient:
    """Asks one server, with one token."""

    def __init__(
        self, session: aiohttp.ClientSession, url: str, token: str, fingerprint: str | None = None
    ) -> None:
        """Open nothing yet. A fingerprint pins the server's certificate instead of asking authorities."""
        self._session = session
        self.url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"}
        self._ssl: aiohttp.Fingerprint | bool = (
            aiohttp.Fingerprint(bytes.fromhex(fingerprint)) if fingerprint else True
        )

    async def ask(
        self, name: str, data: Mapping[str, Any] | None = None, *, user_id: str | None = None
    ) -> dict[str, Any]:
        """Run a command; for a user of Home Assistant where one is named.

        Raises HomeOpsError, or one of its kinds.
        """
        try:
            async with self._session.post(
                f"{self.url}/api/{name}",
                json=dict(data or {}),
                headers=self._headers_for(user_id),
                ssl=self._ssl,
                timeout=aiohttp.ClientTimeout(total=_ANSWER_SECONDS),
            ) as response:
                body = await response.json(content_type=None)
                if response.status != _OK:
                    _refuse(response.status, body)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise unreachable(error) from error
        except ValueError as error:  # no JSON
            raise not_homeops() from error
        if not isinstance(body, dict):
            raise not_homeops()
        return body

    @asynccontextmanager
    async def live(self, *, user_id: str | None = None) -> AsyncIterator[LiveSocket]:
        """Open a live socket and hear its greeting; closed at the end of the block.

        Raises HomeOpsError, or one of its kinds.
        """
        try:
            socket = await self._session.ws_connect(
                f"{self.url}/api/live",
                headers=self._headers_for(user_id),
                ssl=self._ssl,
                heartbeat=_PING_SECONDS,
                max_msg_size=0,
                timeout=aiohttp.ClientWSTimeout(ws_close=_GREETING_SECONDS),
            )
        except aiohttp.WSServerHandshakeError as error:
            if error.status == _UNAUTHORIZED:
                raise token_refused() from error
            raise (unreachable(error) if error.status >= _SERVER_ERROR else not_homeops()) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise unreachable(error) from error
        try:
            live = await _greeted(socket)
            yield live
        finally:
            await socket.close()

    def _headers_for(self, user_id: str | None) -> dict[str, str]:
        return {**self._headers, "X-HomeOps-User": user_id} if user_id else self._headers


def _refuse(status: int, body: object) -> NoReturn:
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        raise not_homeops()
    if status == _UNAUTHORIZED:
        raise HomeOpsTokenRefused(str(error.get("code")), str(error.get("message")))
    raise HomeOpsError(str(error.get("code")), str(error.get("message")))


async def _greeted(socket: aiohttp.ClientWebSocketResponse) -> LiveSocket:
    try:
        return LiveSocket(socket, await socket.receive_json(timeout=_GREETING_SECONDS))
    except (aiohttp.ClientError, TimeoutError) as error:
        raise unreachable(error) from error
    except (TypeError, ValueError, KeyError) as error:  # aiohttp's WSMessageTypeError too
        raise not_homeops() from error
