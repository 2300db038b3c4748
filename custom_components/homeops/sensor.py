"""How the memory of a home is, in figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfInformation, UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from .data import HomeOpsConfigEntry
from .entity import HomeOpsEntity
from .health_sensor import HEALTH_SENSORS, HomeOpsHealthSensor

PARALLEL_UPDATES = 0

_CONNECTIONS: Final = ["connecting", "live", "catching_up", "refused", "unreachable", "stopped"]


@dataclass(frozen=True, kw_only=True)
class HomeOpsSensorDescription(SensorEntityDescription):
    """A sensor, and where its value is in what the server says."""

    value_fn: Callable[[Mapping[str, Any]], StateType | datetime]


def _instant(text: str | None) -> datetime | None:
    return dt_util.parse_datetime(text) if text else None


SENSORS: Final = (
    HomeOpsSensorDescription(
        key="connection",
        translation_key="connection",
        device_class=SensorDeviceClass.ENUM,
        options=_CONNECTIONS,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda home: home["connection"],
    ),
    HomeOpsSensorDescription(
        key="memory_size",
        translation_key="memory_size",
        device_class=SensorDeviceClass.DATA_SIZE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfInformation.BYTES,
        suggested_unit_of_measurement=UnitOfInformation.MEGABYTES,
        suggested_display_precision=1,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda home: home["memory_bytes"],
    ),
    HomeOpsSensorDescription(
        key="lag",
        translation_key="lag",
        device_class=SensorDeviceClass.DURATION,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfTime.MILLISECONDS,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda home: home["lag_ms"],
    ),
    HomeOpsSensorDescription(
        key="import_progress",
        translation_key="import_progress",
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda home: home["import_percent"],
    ),
    HomeOpsSensorDescription(
        key="events_per_minute",
        translation_key="events_per_minute",
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda home: home["events_per_minute"],
    ),
    HomeOpsSensorDescription(
        key="last_event",
        translation_key="last_event",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda home: _instant(home["last_event_at"]),
    ),
    HomeOpsSensorDescription(
        key="coverage",
        translation_key="coverage",
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=1,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda home: home["coverage_percent"],
    ),
    HomeOpsSensorDescription(
        key="last_backup",
        translation_key="last_backup",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda home: _instant(home["backup_at"]),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeOpsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of one home."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities(HomeOpsSensor(coordinator, description) for description in SENSORS)
    async_add_entities(HomeOpsHealthSensor(coordinator, description) for description in HEALTH_SENSORS)


class HomeOpsSensor(HomeOpsEntity, SensorEntity):
    """One figure."""

    entity_description: HomeOpsSensorDescription

    @property
    def native_value(self) -> StateType | datetime:
        """As the server said it last."""
        return self.entity_description.value_fn(self.coordinator.data)
