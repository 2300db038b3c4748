"""What helpers are shown: diagnostics and the health of the system."""

from __future__ import annotations

import json

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.homeops.const import DOMAIN
from custom_components.homeops.diagnostics import async_get_config_entry_diagnostics
from custom_components.homeops.system_health import async_register
from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import TOKEN, URL, Keeper
from .waiting import shows


async def test_diagnostics_hold_no_secret_and_nothing_that_happened(
    hass: HomeAssistant, loaded: MockConfigEntry, home: dict[str, str], keeper: Keeper
) -> None:
    await shows(hass, "sensor.homeops_connection", "live")
    said = await async_get_config_entry_diagnostics(hass, loaded)
    assert said["is_connected"] is True
    assert said["server"]["schema"]["min"] == 1
    assert said["state"]["connection"] == "live"
    text = json.dumps(said, default=str)
    for secret in (TOKEN, URL, home["key"]):
        assert secret not in text
    await keeper("kill")
    await shows(hass, "sensor.homeops_connection", "unavailable")
    said = await async_get_config_entry_diagnostics(hass, loaded)
    assert (said["is_connected"], said["server"]) == (False, {"error": "unreachable"})
    await keeper("start")


async def test_system_health_says_how_many_homes_are_connected(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    registration = SystemHealthRegistration(hass, DOMAIN)
    async_register(hass, registration)
    assert registration.info_callback is not None
    said = await registration.info_callback(hass)
    assert (said["homes"], said["connected"]) == (1, 1)
    assert said["server_version"]
