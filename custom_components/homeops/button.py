"""What a person may want HomeOps to do now."""

from __future__ import annotations

from typing import Final

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .client import HomeOpsError
from .const import DOMAIN
from .data import HomeOpsConfigEntry
from .entity import HomeOpsEntity

PARALLEL_UPDATES = 1

_COMMANDS: Final = {
    "test_connection": "integration/test",
    "fill_gaps": "integration/fill-gaps",
}

BUTTONS: Final = (
    ButtonEntityDescription(
        key="test_connection",
        translation_key="test_connection",
        entity_category=EntityCategory.DIAGNOSTIC,
    ),
    ButtonEntityDescription(
        key="fill_gaps",
        translation_key="fill_gaps",
        entity_category=EntityCategory.DIAGNOSTIC,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeOpsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons of one home."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities(HomeOpsButton(coordinator, description) for description in BUTTONS)


class HomeOpsButton(HomeOpsEntity, ButtonEntity):
    """One command."""

    async def async_press(self) -> None:
        """Ask for it, and say what the server answers where it refuses."""
        try:
            await self.coordinator.client.ask(
                _COMMANDS[self.entity_description.key], {"home": self.coordinator.home}
            )
        except HomeOpsError as error:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="refused",
                translation_placeholders={"reason": error.message},
            ) from error
