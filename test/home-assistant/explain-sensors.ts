import type { HomeAssistant } from "../world/home-assistant.ts";

/** A device that pushes: the mobile app integration, which takes what anybody sends to its webhook. */
export interface Sensors {
  motion(isSeen: boolean): Promise<void>;
  power(watts: number): Promise<void>;
}

export async function addSensors({ client, url }: HomeAssistant): Promise<Sensors> {
  const { webhook_id } = await client.rest<{ webhook_id: string }>("POST", "/api/mobile_app/registrations", {
    device_id: "hall-sensor",
    app_id: "homeops_test",
    app_name: "HomeOps test",
    app_version: "1",
    device_name: "Hall sensor",
    manufacturer: "ACME",
    model: "M1",
    os_name: "none",
    os_version: "1",
    supports_encryption: false,
    app_data: {},
  });
  const post = async (type: string, data: unknown) => {
    const body = JSON.stringify({ type, data });
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/api/webhook/${webhook_id}`, { method: "POST", headers, body });
    if (!response.ok) throw new Error(`${type} answered ${response.status}`);
  };
  const register = (name: string, rest: object) => post("register_sensor", { name, unique_id: name, ...rest });
  await register("Hall motion", { type: "binary_sensor", state: false, device_class: "motion" });
  await register("Desk power", { type: "sensor", state: 3, unit_of_measurement: "W", device_class: "power" });
  return {
    motion: (state) => post("update_sensor_states", [{ unique_id: "Hall motion", type: "binary_sensor", state }]),
    power: (state) => post("update_sensor_states", [{ unique_id: "Desk power", type: "sensor", state }]),
  };
}
