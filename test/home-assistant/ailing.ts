import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { installComponent } from "./component.ts";

const FLOW = `
from homeassistant.config_entries import ConfigFlow


class AilingFlow(ConfigFlow, domain="ailing"):
    async def async_step_user(self, user_input=None):
        count = len(self._async_current_entries())
        title = ("Service", "Plug")[count] if count < 2 else f"Service {count}"
        return self.async_create_entry(title=title, data={"is_plug": count == 1, "number": count})
`;

/** Its services answer once their file is there (\`ailing_is_well\`, of later ones with their number); its plug is gone until switch.ac gives it power. */
const SETUP = `
import os

from homeassistant.exceptions import ConfigEntryError


async def async_setup_entry(hass, entry):
    if not entry.data["is_plug"]:
        number = entry.data["number"]
        well = hass.config.path(f"ailing_is_well_{number}" if number else "ailing_is_well")
        if not await hass.async_add_executor_job(os.path.exists, well):
            raise ConfigEntryError("The service does not answer")
    await hass.config_entries.async_forward_entry_setups(entry, ["sensor"])
    return True


async def async_unload_entry(hass, entry):
    return await hass.config_entries.async_unload_platforms(entry, ["sensor"])
`;

const SENSOR = `
from homeassistant.components.sensor import SensorEntity
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.event import async_track_state_change_event


async def async_setup_entry(hass, entry, async_add_entities):
    async_add_entities([Plug() if entry.data["is_plug"] else Service(entry)])


class Service(SensorEntity):
    _attr_should_poll = False
    _attr_native_value = 1

    def __init__(self, entry):
        self._attr_name = f"Ailing service {entry.data['number']}"
        self._attr_unique_id = f"ailing_service_{entry.data['number']}"


class Plug(SensorEntity):
    _attr_name = "Ailing plug"
    _attr_unique_id = "ailing_plug"
    _attr_should_poll = False
    _attr_available = False
    _attr_native_value = 1
    _attr_device_info = DeviceInfo(identifiers={("ailing", "plug")}, name="Ailing plug")

    async def async_added_to_hass(self):
        self.async_on_remove(async_track_state_change_event(self.hass, ["switch.ac"], self.powered))

    @callback
    def powered(self, event):
        self._attr_available = event.data["new_state"].state == "on"
        self.async_write_ha_state()
`;

/** For tests: an integration that is broken as they want it. */
export const installAiling = (configDirectory: string): Promise<void> =>
  installComponent(configDirectory, {
    ...{ domain: "ailing", name: "Ailing", config_flow: true },
    files: { "__init__.py": SETUP, "config_flow.py": FLOW, "sensor.py": SENSOR },
  });

/** Whether one of its services answers from its next set-up on. */
export async function serviceAnswers(configDirectory: string, number: number, isWell: boolean): Promise<void> {
  const file = path.join(configDirectory, number === 0 ? "ailing_is_well" : `ailing_is_well_${number}`);
  if (isWell) await writeFile(file, "");
  else await rm(file, { force: true });
}
