"""The dashboard cards are loaded with the frontend, where they were built."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.homeops import cards
from custom_components.homeops.const import DOMAIN
from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL, UrlManager
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_integration
from homeassistant.setup import async_setup_component

BUNDLE = b"export {};"
PIECE = b"export const later = true;"


@pytest.fixture
async def loaded_by(hass: HomeAssistant) -> UrlManager:
    """What the frontend loads, without its own files, which are not installed here."""
    assert await async_setup_component(hass, "http", {})
    urls = hass.data[DATA_EXTRA_MODULE_URL] = UrlManager(lambda *_: None, [])
    hass.config.components.add("frontend")
    return urls


@pytest.fixture
def unbuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the cards would be, had they been built."""
    monkeypatch.setattr(cards, "_FOLDER", tmp_path)
    return tmp_path


@pytest.fixture
def built(unbuilt: Path) -> None:
    """Cards of few words, and a piece that they load later."""
    (unbuilt / "homeops-cards.js").write_bytes(BUNDLE)
    (unbuilt / "homeops-charts-ABC123.js").write_bytes(PIECE)


@pytest.mark.usefixtures("built")
async def test_are_loaded_by_an_address_that_follows_their_contents(
    hass: HomeAssistant,
    loaded_by: UrlManager,
    entry: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """Neither a restart nor an entry among the resources is needed, and no old copy is kept."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    version = (await async_get_integration(hass, DOMAIN)).version
    (url,) = loaded_by.urls
    assert url == f"/homeops_static/homeops-cards.js?v={version}-{hashlib.sha256(BUNDLE).hexdigest()[:8]}"
    client = await hass_client_no_auth()
    assert await (await client.get(url)).read() == BUNDLE
    piece = await client.get("/homeops_static/homeops-charts-ABC123.js")
    assert await piece.read() == PIECE
    assert "max-age" in piece.headers["cache-control"]


@pytest.mark.usefixtures("unbuilt")
async def test_are_left_out_where_they_were_not_built(
    hass: HomeAssistant, loaded_by: UrlManager, entry: MockConfigEntry
) -> None:
    """The integration works without them."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert not loaded_by.urls
