"""What all entities of a home have in common."""

from __future__ import annotations

from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import CONF_APP, DOMAIN
from .coordinator import HomeOpsCoordinator


class HomeOpsEntity(CoordinatorEntity[HomeOpsCoordinator]):
    """Belongs to the service of one home, and is there while its live socket is."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: HomeOpsCoordinator, description: EntityDescription) -> None:
        """Take the home's key as the root of the unique id."""
        super().__init__(coordinator)
        self.entity_description = description
        entry = coordinator.config_entry
        app = entry.data.get(CONF_APP)  # its page opens inside Home Assistant, its address for nobody else
        key = entry.unique_id or entry.entry_id
        self._attr_unique_id = f"{key}_{description.key}"
        self._attr_device_info = DeviceInfo(
            entry_type=DeviceEntryType.SERVICE,
            identifiers={(DOMAIN, key)},
            name=entry.title,
            manufacturer="HomeOps",
            model="Memory of a home",
            sw_version=coordinator.data["version"],
            configuration_url=f"homeassistant://app/{app}" if app else coordinator.client.url,
        )
