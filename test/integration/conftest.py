"""A real HomeOps server, its keeper who can end and start it, and an entry for its home."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
import os
from typing import Any

from aiohttp import ClientSession
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.homeops.const import CONF_HOME, DOMAIN
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import Entity
from homeassistant.setup import async_setup_component

URL = os.environ["HOMEOPS_URL"]
TOKEN = os.environ["HOMEOPS_TOKEN"]
KEEPER = os.environ["HOMEOPS_KEEPER"]

type Keeper = Callable[[str], Awaitable[None]]


@pytest.fixture(autouse=True)
def _real(enable_custom_integrations: None, socket_enabled: None) -> None:
    """Everything here talks to a real server."""


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Come back at once, not after a second and more."""
    monkeypatch.setattr("custom_components.homeops.coordinator._FIRST_PAUSE", 0.05)
    monkeypatch.setattr("custom_components.homeops.coordinator._LONGEST_PAUSE", 0.2)
    monkeypatch.setattr("custom_components.homeops.repairs._LOOK_SECONDS", 0.05)


@pytest.fixture(autouse=True)
async def _core(hass: HomeAssistant) -> None:
    """What every Home Assistant has, and what Assist cannot be without."""
    assert await async_setup_component(hass, "homeassistant", {})


@pytest.fixture
async def keeper() -> Keeper:
    """Do to the server what is asked: kill, start."""

    async def ask(deed: str) -> None:
        async with ClientSession() as session, session.post(f"{KEEPER}/{deed}") as response:
            assert response.status == 200, await response.text()

    return ask


async def ask(name: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Ask the server past the integration."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with (
        ClientSession() as session,
        session.post(f"{URL}/api/{name}", json=body or {}, headers=headers) as response,
    ):
        answer: dict[str, Any] = await response.json()
        assert response.status == 200, answer
        return answer


@pytest.fixture
async def home() -> dict[str, Any]:
    """The home that the server remembers."""
    greeting = await ask("integration/greet")
    found: dict[str, Any] = greeting["homes"][0]
    return found


@pytest.fixture
def entry(hass: HomeAssistant, home: dict[str, Any]) -> MockConfigEntry:
    """An entry for it, not yet set up."""
    made = MockConfigEntry(
        domain=DOMAIN,
        title="HomeOps",
        unique_id=home["key"],
        data={CONF_URL: URL, CONF_TOKEN: TOKEN, CONF_HOME: home["home"]},
    )
    made.add_to_hass(hass)
    return made


@pytest.fixture
async def loaded(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    """The same, set up."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


@pytest.fixture
def all_enabled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what is disabled by default."""
    monkeypatch.setattr(Entity, "entity_registry_enabled_default", True)


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Websockets of aiohttp may leave the timer of their next ping behind, which does nothing once closed."""
    return True
