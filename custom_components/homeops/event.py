"""What is worth telling, and what becomes of findings, as it happens."""

from __future__ import annotations

from typing import Any, Final

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import KINDS, NEWS
from .coordinator import HomeOpsCoordinator
from .data import HomeOpsConfigEntry
from .entity import HomeOpsEntity

PARALLEL_UPDATES = 0

_FOUND: Final = ("check", "title", "severity", "name", "entity_id", "at", "finding")
_TOLD: Final = ("sentence", "entity_id", "area", "at", "event")


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeOpsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entities of one home."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities([HomeOpsTold(coordinator), HomeOpsFinding(coordinator)])


class HomeOpsTold(HomeOpsEntity, EventEntity):
    """Everybody sees it, so it says what a voice satellite may say."""

    def __init__(self, coordinator: HomeOpsCoordinator) -> None:
        """Be off by default: a home tells of thousands of things a day."""
        super().__init__(
            coordinator,
            EventEntityDescription(
                key="told",
                translation_key="told",
                event_types=list(KINDS),
                entity_registry_enabled_default=False,
            ),
        )

    async def async_added_to_hass(self) -> None:
        """Begin to listen."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.async_on_told(self._told))

    @callback
    def _told(self, item: dict[str, Any]) -> None:
        self._trigger_event(item["kind"], {key: item[key] for key in _TOLD})
        self.async_write_ha_state()


class HomeOpsFinding(HomeOpsEntity, EventEntity):
    """Everybody sees it, so it tells of nobody's movements; nor of effects, which come forty at once."""

    def __init__(self, coordinator: HomeOpsCoordinator) -> None:
        """Describe what becomes of findings."""
        super().__init__(
            coordinator,
            EventEntityDescription(key="finding", translation_key="finding", event_types=list(NEWS)),
        )

    async def async_added_to_hass(self) -> None:
        """Begin to listen."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.async_on_news(self._found))

    @callback
    def _found(self, news: dict[str, Any]) -> None:
        self._trigger_event(news["what"], {key: news[key] for key in _FOUND})
        self.async_write_ha_state()
