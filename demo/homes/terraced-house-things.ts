export const floors = [
  { id: "ground", name: "Ground floor", level: 0 },
  { id: "first", name: "First floor", level: 1 },
  { id: "outside", name: "Outside", level: null },
];

export const areas = [
  { id: "hall", name: "Hall", floor: "ground", aliases: ["entrance"] },
  { id: "living_room", name: "Living room", floor: "ground", aliases: ["lounge"] },
  { id: "kitchen", name: "Kitchen", floor: "ground", aliases: [] },
  { id: "utility", name: "Utility room", floor: "ground", aliases: ["laundry"] },
  { id: "garage", name: "Garage", floor: "ground", aliases: [] },
  { id: "landing", name: "Landing", floor: "first", aliases: [] },
  { id: "bedroom", name: "Bedroom", floor: "first", aliases: [] },
  { id: "bathroom", name: "Bathroom", floor: "first", aliases: [] },
  { id: "study", name: "Study", floor: "first", aliases: ["office"] },
  { id: "garden", name: "Garden", floor: "outside", aliases: ["yard"] },
];

export const people = [
  { id: "u-anna", name: "Anna", admin: true, entity_id: "person.anna" },
  { id: "u-ben", name: "Ben", admin: false, entity_id: "person.ben" },
];

export const integrations = [
  { id: "ce-zha", domain: "zha", title: "Zigbee", state: "loaded" },
  { id: "ce-zwave", domain: "zwave_js", title: "Z-Wave", state: "loaded" },
  { id: "ce-shelly-washer", domain: "shelly", title: "Washing machine plug", state: "loaded" },
  { id: "ce-shelly-garage", domain: "shelly", title: "Garage door", state: "loaded" },
  { id: "ce-esphome", domain: "esphome", title: "Study air", state: "loaded" },
  { id: "ce-onvif", domain: "onvif", title: "Front garden camera", state: "loaded" },
  { id: "ce-dsmr", domain: "dsmr", title: "Smart meter", state: "loaded" },
  { id: "ce-sonos", domain: "sonos", title: "Sonos", state: "loaded" },
  { id: "ce-tado", domain: "tado", title: "Heating", state: "loaded" },
  { id: "ce-met", domain: "met", title: "Weather", state: "loaded" },
  { id: "ce-anna", domain: "mobile_app", title: "Anna's phone", state: "loaded" },
  { id: "ce-ben", domain: "mobile_app", title: "Ben's phone", state: "loaded" },
  { id: "ce-fritz", domain: "fritz", title: "Router", state: "setup_retry" },
];

const device = (
  id: string,
  name: string,
  integration: string | null,
  area: string | null,
  make: string,
  via: string | null,
) => {
  const [manufacturer = null, model = null, sw_version = null] = make.split("|");
  return { id, name, manufacturer, model, sw_version, area, integration, via };
};
const zigbee = (id: string, name: string, area: string, make: string) =>
  device(id, name, "ce-zha", area, make, "d-zigbee");
const zwave = (id: string, name: string, area: string, make: string) =>
  device(id, name, "ce-zwave", area, make, "d-zwave");

export const devices = [
  device("d-zigbee", "Zigbee coordinator", "ce-zha", "utility", "Nabu Casa|ZBT-2|7.4.4", null),
  device("d-zwave", "Z-Wave controller", "ce-zwave", "utility", "Nabu Casa|ZWA-2|7.24", null),
  zigbee("d-hall-motion", "Hall motion", "hall", "Aqara|RTCGQ14LM|29"),
  zigbee("d-hall-light", "Hall light", "hall", "IKEA|LED2101G4|1.1.10"),
  zigbee("d-landing-motion", "Landing motion", "landing", "Aqara|RTCGQ14LM|29"),
  zigbee("d-landing-light", "Landing light", "landing", "IKEA|LED2101G4|1.1.10"),
  zigbee("d-living-light", "Living room light", "living_room", "Signify|LCA001|1.116.3"),
  zigbee("d-kitchen-light", "Kitchen light", "kitchen", "Signify|LWB010|1.116.3"),
  zigbee("d-back-door", "Back door", "kitchen", "Aqara|MCCGQ11LM|5"),
  zigbee("d-leak", "Washing machine leak", "utility", "Aqara|SJCGQ11LM|5"),
  zigbee("d-freezer", "Freezer", "garage", "Aqara|WSDCGQ11LM|5"),
  zigbee("d-freezer-door", "Freezer door", "garage", "Aqara|MCCGQ11LM|5"),
  zigbee("d-fridge", "Fridge", "kitchen", "Aqara|WSDCGQ11LM|5"),
  zigbee("d-bedroom-climate", "Bedroom climate", "bedroom", "Sonoff|SNZB-02D|2.2.0"),
  zigbee("d-bathroom-climate", "Bathroom climate", "bathroom", "Sonoff|SNZB-02D|2.2.0"),
  zigbee("d-bookshelf", "Bookshelf plug", "living_room", "Tuya|TS011F|1.0.5"),
  zigbee("d-television", "Television plug", "living_room", "Innr|SP 240|1.8"),
  zigbee("d-doorbell", "Doorbell", "hall", "IKEA|E2201|2.4.5"),
  zwave("d-lock", "Front door lock", "hall", "Danalock|V3-BTZE|0.17"),
  zwave("d-smoke", "Landing smoke alarm", "landing", "Fibaro|FGSD-002|3.3"),
  zwave("d-garden-light", "Garden light", "garden", "Fibaro|FGS-213|3.3"),
  device("d-washer", "Washing machine", "ce-shelly-washer", "utility", "Shelly|Plus Plug S|1.7.1", null),
  device("d-washer-led", "Washing machine plug ring", null, "utility", "Shelly|Plus Plug S", "d-washer"),
  device("d-garage", "Garage door", "ce-shelly-garage", "garage", "Shelly|Plus 1|1.7.1", null),
  device("d-study-air", "Study air", "ce-esphome", "study", "Espressif|esp32|2026.10.2", null),
  device("d-camera", "Front garden camera", "ce-onvif", "garden", "Reolink|RLC-520A|3.1.0", null),
  device("d-meter", "Smart meter", "ce-dsmr", "utility", "Kaifa|MA340", null),
  device("d-sonos", "Living room speaker", "ce-sonos", "living_room", "Sonos|Era 100|84.1", null),
  device("d-thermostat", "Thermostat", "ce-tado", "living_room", "tado|RU01|95.1", null),
  device("d-weather", "Weather", "ce-met", null, "Met.no|Forecast", null),
  device("d-anna-phone", "Anna's phone", "ce-anna", null, "Google|Pixel 9|16", null),
  device("d-ben-phone", "Ben's phone", "ce-ben", null, "Apple|iPhone17,1|26.1", null),
  device("d-router", "Router", "ce-fritz", "study", "AVM|FRITZ!Box 7590|8.03", null),
];

type Attributes = Record<string, unknown>;

const entity = (
  entity_id: string,
  name: string,
  device: string | null,
  state: string,
  attributes: Attributes = {},
) => ({
  entity_id,
  name,
  device,
  attributes,
  state,
});
const level = (id: string, name: string, device: string, state: string, device_class: string, unit: string) =>
  entity(`sensor.${id}`, name, device, state, { device_class, unit_of_measurement: unit, state_class: "measurement" });
const battery = (id: string, name: string, device: string, state: string) => ({
  ...level(`${id}_battery`, `${name} battery`, device, state, "battery", "%"),
  category: "diagnostic",
});
const binary = (id: string, name: string, device: string, device_class: string) =>
  entity(`binary_sensor.${id}`, name, device, "off", { device_class });
const dimmable = { supported_color_modes: ["brightness"], color_mode: null, brightness: null, supported_features: 40 };

export const entities = [
  entity("zone.home", "Home", null, "2", {
    latitude: 0,
    longitude: 0,
    radius: 100,
    passive: false,
    editable: true,
    icon: "mdi:home",
  }),
  binary("hall_motion", "Hall motion", "d-hall-motion", "motion"),
  battery("hall_motion", "Hall motion", "d-hall-motion", "87"),
  entity("light.hall", "Hall light", "d-hall-light", "off", dimmable),
  binary("landing_motion", "Landing motion", "d-landing-motion", "motion"),
  battery("landing_motion", "Landing motion", "d-landing-motion", "64"),
  entity("light.landing", "Landing light", "d-landing-light", "off", dimmable),
  { ...entity("light.living_room", "Living room light", "d-living-light", "off", dimmable), aliases: ["big lamp"] },
  entity("light.kitchen", "Kitchen light", "d-kitchen-light", "off", dimmable),
  binary("back_door", "Back door", "d-back-door", "door"),
  battery("back_door", "Back door", "d-back-door", "29"),
  binary("washing_machine_leak", "Washing machine leak", "d-leak", "moisture"),
  battery("washing_machine_leak", "Washing machine leak", "d-leak", "91"),
  level("freezer_temperature", "Freezer temperature", "d-freezer", "-18", "temperature", "°C"),
  binary("freezer_door", "Freezer door", "d-freezer-door", "door"),
  level("fridge_temperature", "Fridge temperature", "d-fridge", "4.2", "temperature", "°C"),
  level("bedroom_temperature", "Bedroom temperature", "d-bedroom-climate", "18.5", "temperature", "°C"),
  level("bathroom_humidity", "Bathroom humidity", "d-bathroom-climate", "58", "humidity", "%"),
  entity("switch.bookshelf", "Bookshelf plug", "d-bookshelf", "on", { device_class: "outlet" }),
  entity("switch.television", "Television plug", "d-television", "on", { device_class: "outlet" }),
  level("television_power", "Television power", "d-television", "0.6", "power", "W"),
  entity("event.doorbell", "Doorbell", "d-doorbell", "unknown", {
    device_class: "doorbell",
    event_types: ["ring"],
    event_type: null,
  }),
  entity("lock.front_door", "Front door", "d-lock", "locked", { supported_features: 0 }),
  battery("front_door_lock", "Front door lock", "d-lock", "71"),
  binary("landing_smoke", "Landing smoke", "d-smoke", "smoke"),
  entity("light.garden", "Garden light", "d-garden-light", "off", {
    supported_color_modes: ["onoff"],
    color_mode: null,
  }),
  entity("switch.washing_machine", "Washing machine", "d-washer", "on", { device_class: "outlet" }),
  level("washing_machine_power", "Washing machine power", "d-washer", "1.2", "power", "W"),
  entity("light.washing_machine_ring", "Washing machine plug ring", "d-washer-led", "off", dimmable),
  entity("cover.garage_door", "Garage door", "d-garage", "closed", { device_class: "garage", supported_features: 11 }),
  level("study_carbon_dioxide", "Study CO2", "d-study-air", "620", "carbon_dioxide", "ppm"),
  level("study_temperature", "Study temperature", "d-study-air", "20.4", "temperature", "°C"),
  entity("camera.front_garden", "Front garden camera", "d-camera", "idle", {
    access_token: "canary-not-a-real-access-token",
    entity_picture: "/api/camera_proxy/camera.front_garden?token=canary-not-a-real-access-token",
    supported_features: 2,
  }),
  entity("sensor.energy_consumed", "Energy consumed", "d-meter", "4096", {
    device_class: "energy",
    unit_of_measurement: "kWh",
    state_class: "total_increasing",
  }),
  level("power_consumption", "Power consumption", "d-meter", "320", "power", "W"),
  entity("media_player.living_room", "Living room speaker", "d-sonos", "idle", {
    supported_features: 64_063,
    volume_level: 0.22,
  }),
  entity("climate.living_room", "Living room heating", "d-thermostat", "heat", {
    hvac_modes: ["off", "heat", "auto"],
    min_temp: 5,
    max_temp: 25,
    target_temp_step: 0.5,
    current_temperature: 19.5,
    temperature: 20,
    hvac_action: "idle",
    supported_features: 385,
  }),
  level("living_room_temperature", "Living room temperature", "d-thermostat", "19.8", "temperature", "°C"),
  entity("weather.home", "Weather", "d-weather", "cloudy", {
    temperature: 8.1,
    temperature_unit: "°C",
    humidity: 82,
    wind_speed: 17.3,
    wind_speed_unit: "km/h",
    attribution: "Weather forecast from met.no",
    supported_features: 3,
  }),
  level("outdoor_temperature", "Outdoor temperature", "d-weather", "8.1", "temperature", "°C"),
  entity("device_tracker.anna_phone", "Anna's phone", "d-anna-phone", "home", { source_type: "gps" }),
  battery("anna_phone", "Anna's phone", "d-anna-phone", "80"),
  entity("device_tracker.ben_phone", "Ben's phone", "d-ben-phone", "home", { source_type: "gps" }),
  battery("ben_phone", "Ben's phone", "d-ben-phone", "80"),
  entity("person.anna", "Anna", null, "home", { source: "device_tracker.anna_phone" }),
  entity("person.ben", "Ben", null, "home", { source: "device_tracker.ben_phone" }),
  entity("binary_sensor.internet", "Internet", "d-router", "on", { device_class: "connectivity" }),
  entity("script.good_night", "Good night", null, "off", { mode: "single", last_triggered: null, current: 0 }),
  entity("scene.film", "Film", null, "unknown", { entity_id: ["light.living_room"] }),
  entity("input_boolean.guests", "Guests", null, "off", { editable: true }),
];

const motionLights = (room: string, name: string, id: string, brightness_pct: number) => ({
  entity_id: `automation.${room}_light_on_motion`,
  id,
  name,
  config: {
    mode: "restart",
    triggers: [{ trigger: "state", entity_id: `binary_sensor.${room}_motion`, to: "on" }],
    actions: [{ action: "light.turn_on", target: { entity_id: `light.${room}` }, data: { brightness_pct } }],
  },
});

export const automations = [
  motionLights("hall", "Hall light on motion", "1700000000001", 70),
  motionLights("landing", "Landing light on motion", "1700000000002", 30),
  {
    entity_id: "automation.garden_light_at_dusk",
    id: "1700000000003",
    name: "Garden light at dusk",
    // The sensor it waits for was replaced; nothing tells so, and it never runs again
    config: {
      triggers: [{ trigger: "numeric_state", entity_id: "sensor.garden_illuminance", below: 30 }],
      actions: [{ action: "light.turn_on", target: { entity_id: "light.garden" } }],
    },
  },
  {
    entity_id: "automation.laundry_is_done",
    id: "1700000000004",
    name: "Laundry is done",
    config: {
      triggers: [{ trigger: "numeric_state", entity_id: "sensor.washing_machine_power", below: 5, for: "00:03:00" }],
      actions: [{ action: "notify.notify", data: { message: "The laundry is done." } }],
    },
  },
];
