"""What a config entry holds while it is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from homeassistant.config_entries import ConfigEntry

from .client import HomeOpsClient
from .coordinator import HomeOpsCoordinator

type HomeOpsConfigEntry = ConfigEntry[HomeOpsData]


@dataclass(frozen=True, slots=True)
class HomeOpsData:
    """One home: how to ask its server, and what is known of it."""

    client: HomeOpsClient
    coordinator: HomeOpsCoordinator
