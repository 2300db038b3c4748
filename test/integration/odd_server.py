"""A server that is not as ours is: older, newer, another program, or with a certificate of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
import ssl
import threading
from typing import Any

from aiohttp import web
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.homeops.const import CONF_HOME, DOMAIN
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant

STATE: dict[str, Any] = {
    "home": 1,
    "version": "9.9.9",
    "connection": "live",
    "memory_bytes": None,
    "lag_ms": None,
    "events_per_minute": None,
    "paused_until": None,
    "import_percent": None,
    "last_event_at": None,
    "coverage_percent": None,
    "backup_at": None,
    "troubles": [],
}

NONE: dict[str, Any] = {"count": 0, "first": []}
HEALTH: dict[str, Any] = {
    "home": 1,
    "score": 100,
    "lost": [],
    "open": dict.fromkeys(("info", "warning", "error", "critical"), NONE),
    "next_failure": None,
    "held_back": None,
    "repairs": [],
    "broken": 0,
    "news": [],
}


@dataclass
class OddServer:
    """Says what it is told to say."""

    url: str = ""
    schema: tuple[int, int] = (1, 1)
    homes: list[dict[str, Any]] = field(default_factory=lambda: [{"home": 1, "key": "k" * 32, "name": "Odd"}])
    greeting: Any = None
    status: int = 200
    live_status: int = 200
    hello: Any = None
    refuses: str | None = None
    says: str | None = None
    holds_greeting: bool = False
    leaves_open: str | None = None
    """A feed that it never answers."""
    troubles: list[dict[str, Any]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    health: list[dict[str, Any]] = field(default_factory=list)
    """What it says of the home's health beside the usual: first, and then."""
    followed: list[dict[str, Any]] = field(default_factory=list)
    hang_up: Callable[[], Awaitable[None]] = field(init=False)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    arrived: list[str | None] = field(default_factory=list)
    """For which user each socket was opened."""
    said: list[dict[str, Any]] = field(default_factory=list)
    """On sockets of users."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    """Of findings."""
    answers: dict[str, Any] = field(default_factory=dict)
    """By command; of several in a list each once, and the last for ever."""
    mended: list[tuple[str, str | None, dict[str, Any]]] = field(default_factory=list)
    """Command, user and what was said, of mending."""

    @property
    def open_for_users(self) -> int:
        """How many sockets of users are open."""
        return sum(1 for socket in self.sockets if not socket.closed and "user" in socket)

    async def answer(self, request: web.Request) -> web.Response:
        """Answer any command."""
        if request.path == "/api/findings/act":
            self.asked.append(await request.json())
        command = request.path.removeprefix("/api/")
        if command in self.answers:
            self.mended.append((command, request.headers.get("X-HomeOps-User"), await request.json()))
            answer = self.answers[command]
            if isinstance(answer, list):
                answer = answer.pop(0) if len(answer) > 1 else answer[0]
            return web.json_response(answer, status=422 if "error" in answer else 200)
        low, high = self.schema
        body = self.greeting or {"version": "9.9.9", "schema": {"min": low, "max": high}, "homes": self.homes}
        if isinstance(body, str):
            return web.Response(text=body, status=self.status)
        return web.json_response(body, status=self.status)

    async def live(self, request: web.Request) -> web.StreamResponse:
        """Greet, and answer each subscription with a state."""
        if self.live_status != 200:
            return web.json_response({}, status=self.live_status)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        self.arrived.append(user := request.headers.get("X-HomeOps-User"))
        if user:
            socket["user"] = user
        while user and self.holds_greeting and not socket.closed:
            with suppress(TimeoutError):
                await socket.receive(timeout=0.05)
        low, high = self.schema
        hello = {"type": "hello", "version": "9.9.9", "schema": {"min": low, "max": high}}
        await socket.send_json(hello if self.hello is None else self.hello)
        async for message in socket:
            said = message.json()
            if user:
                self.said.append(said)
            if said["type"] != "subscribe" or said["feed"] == self.leaves_open:
                continue
            number = said["id"]
            if self.says is not None:
                await socket.send_str(self.says)
                continue
            if said["feed"] == self.refuses:
                error = {"code": "forbidden", "message": "Not for you"}
                await socket.send_json({"id": number, "type": "result", "ok": False, "error": error})
            else:
                states = {"integration/state": {**STATE, "troubles": self.troubles}}
                first, *news = [{**HEALTH, **one} for one in self.health] or [HEALTH]
                states["integration/health"] = first
                items = [states[said["feed"]]] if said["feed"] in states else []
                await socket.send_json({"id": number, "type": "snapshot", "result": items})
                if said["feed"] == "integration/health":
                    for one in news:
                        await socket.send_json({"id": number, "type": "delta", "result": [one]})
                if said["feed"] == "integration/told":
                    self.followed.append(said["input"])
                    await socket.send_json({"id": number, "type": "delta", "result": self.told})
        return socket

    async def close_sockets(self) -> None:
        """End every socket."""
        for socket in self.sockets:
            await socket.close()
        self.sockets.clear()


def entry_of(hass: HomeAssistant, odd: OddServer) -> MockConfigEntry:
    """Make an entry for its home, not yet set up."""
    data = {CONF_URL: odd.url, CONF_TOKEN: "any", CONF_HOME: 1}
    entry = MockConfigEntry(domain=DOMAIN, title="HomeOps", unique_id="k" * 32, data=data)
    entry.add_to_hass(hass)
    return entry


@asynccontextmanager
async def odd_server(certificate: ssl.SSLContext | None = None, **wishes: Any) -> AsyncIterator[OddServer]:
    """Serve until the end of the block, in a thread: what goes wrong there is not Home Assistant's."""
    server = OddServer(**wishes)
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda *_: None)  # a client that does not like the certificate hangs up
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def there[T](work: Coroutine[Any, Any, T]) -> T:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, loop))

    runner = await there(_serve(server, certificate))
    server.hang_up = lambda: there(server.close_sockets())
    try:
        yield server
    finally:
        await server.hang_up()
        await there(runner.cleanup())
        loop.call_soon_threadsafe(loop.stop)
        await asyncio.to_thread(thread.join)
        loop.close()


async def _serve(server: OddServer, certificate: ssl.SSLContext | None) -> web.AppRunner:
    app = web.Application()
    app.router.add_get("/api/live", server.live)
    app.router.add_post("/{any:.*}", server.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=certificate).start()
    scheme = "https" if certificate else "http"
    server.url = f"{scheme}://127.0.0.1:{runner.addresses[0][1]}"
    return runner
