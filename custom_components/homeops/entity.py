"""What all entities of a home have in common."""

from __future__ import annotations

from homeassistant.config_entries import ConfigEntry
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import CONF_APP, DOMAIN
from .coordinator import HomeOpsCoordinator


def key_of(entry: ConfigEntry) -> str:
    """Give what the unique ids of a home's entities begin with."""
    return entry.unique_id or entry.entry_id


def service_of(coordinator: HomeOpsCoordinator) -> DeviceInfo:
    """Describe the service that a home's entities belong to.

    Each tells all of it, since any of them may be added first, and is named after it.
    """
    entry = coordinator.config_entry
    app = entry.data.get(CONF_APP)  # its page opens inside Home Assistant, its address for nobody else
    return DeviceInfo(
        entry_type=DeviceEntryType.SERVICE,
        identifiers={(DOMAIN, key_of(entry))},
        name=entry.title,
        manufacturer="HomeOps",
        model="Memory of a home",
        sw_version=coordinator.data["version"],
        configuration_url=f"homeassistant://app/{app}" if app else coordinator.client.url,
    )


class HomeOpsEntity(CoordinatorEntity[HomeOpsCoordinator]):
    """Belongs to the service of one home, and is there while its live socket is."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: HomeOpsCoordinator, description: EntityDescription) -> None:
        """Take the home's key as the root of the unique id."""
        super().__init__(coordinator)
        self.entity_description = description
        self._attr_unique_id = f"{key_of(coordinator.config_entry)}_{description.key}"
        self._attr_device_info = service_of(coordinator)
