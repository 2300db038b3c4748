"""Whether HomeOps hears the home, and whether something of its own wants mending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import HomeOpsConfigEntry
from .entity import HomeOpsEntity

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class HomeOpsBinarySensorDescription(BinarySensorEntityDescription):
    """A claim, and where the server says whether it holds."""

    is_on_fn: Callable[[Mapping[str, Any]], bool]


BINARY_SENSORS: Final = (
    HomeOpsBinarySensorDescription(
        key="remembering",
        translation_key="remembering",
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        entity_category=EntityCategory.DIAGNOSTIC,
        is_on_fn=lambda home: home["connection"] in ("live", "catching_up"),
    ),
    HomeOpsBinarySensorDescription(
        key="trouble",
        translation_key="trouble",
        device_class=BinarySensorDeviceClass.PROBLEM,
        entity_category=EntityCategory.DIAGNOSTIC,
        is_on_fn=lambda home: len(home["troubles"]) > 0,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeOpsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of one home."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities(HomeOpsBinarySensor(coordinator, description) for description in BINARY_SENSORS)


class HomeOpsBinarySensor(HomeOpsEntity, BinarySensorEntity):
    """One claim."""

    entity_description: HomeOpsBinarySensorDescription

    @property
    def is_on(self) -> bool:
        """As the server said it last."""
        return self.entity_description.is_on_fn(self.coordinator.data)
