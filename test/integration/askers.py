"""People of the demo home as users of this Home Assistant, and how they are told of the past."""

from __future__ import annotations

from typing import Any, Final

from pytest_homeassistant_custom_component.common import CLIENT_ID, MockUser

from custom_components.homeops.const import DOMAIN
from homeassistant.core import Context, HomeAssistant

ANNA: Final = "a" * 32
"""Administers the demo home."""
BEN: Final = "b" * 32
"""Does not."""

GARAGE: Final = "when did the garage door last open"


async def act(
    hass: HomeAssistant, name: str, data: dict[str, Any], user: str | None = ANNA
) -> dict[str, Any]:
    """Run one of our actions for somebody."""
    answer = await hass.services.async_call(
        DOMAIN, name, data, blocking=True, return_response=True, context=Context(user_id=user)
    )
    assert isinstance(answer, dict)
    return answer


async def token_of(hass: HomeAssistant, user_id: str, *, is_owner: bool = False) -> str:
    """Sign somebody in."""
    user = MockUser(id=user_id, is_owner=is_owner).add_to_hass(hass)
    refresh_token = await hass.auth.async_create_refresh_token(user, CLIENT_ID)
    return hass.auth.async_create_access_token(refresh_token)
