"""How healthy the home is, in figures that everybody in it may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import PERCENTAGE
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from .const import SEVERITIES
from .entity import HomeOpsEntity


@dataclass(frozen=True, kw_only=True)
class HomeOpsHealthDescription(SensorEntityDescription):
    """A sensor, and where its value and attributes are in what the server says of the home's health."""

    value_fn: Callable[[Mapping[str, Any]], StateType | datetime]
    attributes_fn: Callable[[Mapping[str, Any]], dict[str, Any] | None]


def _day(failure: Mapping[str, Any] | None) -> datetime | None:
    """Begin the day that the server named, as this home's clock has it."""
    return dt_util.start_of_local_day(date.fromisoformat(failure["expected_on"])) if failure else None


def _open(severity: str) -> HomeOpsHealthDescription:
    return HomeOpsHealthDescription(
        key=f"open_{severity}",
        translation_key=f"open_{severity}",
        state_class=SensorStateClass.MEASUREMENT,
        entity_registry_enabled_default=severity != "info",
        value_fn=lambda health: health["open"][severity]["count"],
        attributes_fn=lambda health: {
            "findings": [f"{one['title']}: {one['name']}" for one in health["open"][severity]["first"]]
        },
    )


HEALTH_SENSORS: Final = (
    HomeOpsHealthDescription(
        key="health",
        translation_key="health",
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        value_fn=lambda health: health["score"],
        attributes_fn=lambda health: {
            "lost": [f"{one['points']}: {one['title']}: {one['name']}" for one in health["lost"]]
        },
    ),
    *(_open(severity) for severity in SEVERITIES),
    HomeOpsHealthDescription(
        key="next_failure",
        translation_key="next_failure",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda health: _day(health["next_failure"]),
        attributes_fn=lambda health: health["next_failure"],
    ),
)


class HomeOpsHealthSensor(HomeOpsEntity, SensorEntity):
    """One figure; unknown until the server has said it."""

    entity_description: HomeOpsHealthDescription
    _unrecorded_attributes = frozenset(
        {"findings", "lost", "kind", "entity_id", "name", "expected_on", "earliest_on", "latest_on"}
    )

    @property
    def native_value(self) -> StateType | datetime:
        """As the server said it last."""
        health = self.coordinator.health
        return self.entity_description.value_fn(health) if health else None

    @property
    def extra_state_attributes(self) -> dict[str, Any] | None:
        """Name the first few."""
        health = self.coordinator.health
        return self.entity_description.attributes_fn(health) if health else None
