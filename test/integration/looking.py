"""Somebody at a dashboard, whose cards follow feeds."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket


class Dashboard:
    """What somebody looks at: feeds by the number of their subscription, and what was heard of each."""

    def __init__(self, client: MockHAClientWebSocket) -> None:
        self._client = client
        self._last = 0
        self._heard: dict[int, list[dict[str, Any]]] = defaultdict(list)

    async def _say(self, message: dict[str, Any]) -> int:
        self._last += 1
        await self._client.send_json({"id": self._last, **message})
        return self._last

    async def follow(self, feed: str, data: dict[str, Any]) -> int:
        return await self._say({"type": "homeops/subscribe", "feed": feed, "input": data})

    async def leave(self, *feeds: int) -> None:
        for feed in feeds:
            assert (await self.next(await self._say({"type": "unsubscribe_events", "subscription": feed})))[
                "success"
            ]

    async def next(self, number: int) -> dict[str, Any]:
        while not self._heard[number]:
            said = await self._client.receive_json()
            self._heard[said["id"]].append(said)
        return self._heard[number].pop(0)

    async def until(self, feed: int, kind: str) -> dict[str, Any]:
        """Wait for an event of this kind; only deltas may come before it."""
        while True:
            said = await self.next(feed)
            if said["type"] == "result":
                assert said["success"], said
            elif said["event"]["kind"] != "delta" or kind == "delta":
                assert said["event"]["kind"] == kind
                event: dict[str, Any] = said["event"]
                return event
