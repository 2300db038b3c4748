"""What hangs in the apartment in Denver: everything is named by its device, rooms are part of the names, and there are no areas."""

PEOPLE = [("priya", "Priya", True), ("sam", "Sam", True), ("leo", "Leo", False)]
DIM = {"supported_color_modes": ["brightness"], "color_mode": None, "brightness": None}


def measure(device_class: str, unit: str, state_class: str = "measurement") -> dict:
    return {"device_class": device_class, "unit_of_measurement": unit, "state_class": state_class}


def zone(name: str) -> tuple:
    place = {"latitude": 0, "longitude": 0, "radius": 100, "passive": False, "editable": True}
    slug = name.lower().replace(" ", "_").replace("'", "")
    return (f"zone.{slug}", name, None, "0", place, [])


ENTITIES = [
    zone("Home"), zone("Gym"), zone("Daycare"), zone("Priya's office"),
    ("light.bedroom_lamp", "Bedroom Lamp", None, "off", DIM, ["nightstand light"]),
    ("light.bedroom_ceiling_light", "Bedroom Ceiling Light", None, "off", DIM, []),
    ("light.living_room_floor_lamp", "Living Room Floor Lamp", None, "off", DIM, ["the big light"]),
    ("light.kitchen_under_cabinet", "Kitchen Under Cabinet Lights", None, "off", DIM, []),
    ("light.entry_light", "Entry Light", None, "off", DIM, []),
    ("light.hue_go", "Hue Go", None, "off", DIM, []),
    ("light.hue_go_2", "Hue Go", None, "off", DIM, []),
    ("fan.bathroom_fan", "Bathroom Fan", None, "off", {}, []),
    ("fan.bedroom_ceiling_fan", "Bedroom Ceiling Fan", None, "off", {}, []),
    ("binary_sensor.aqara_balcony_door", "Aqara Balcony Door", None, "off", {"device_class": "door"}, ["slider"]),
    ("binary_sensor.aqara_entry_door", "Aqara Entry Door", None, "off", {"device_class": "door"}, []),
    ("binary_sensor.aqara_bedroom_window", "Aqara Bedroom Window", None, "off", {"device_class": "window"}, []),
    ("binary_sensor.aqara_kitchen_window", "Aqara Kitchen Window", None, "off", {"device_class": "window"}, []),
    ("binary_sensor.fridge_door", "Fridge Door", None, "off", {"device_class": "door"}, []),
    ("binary_sensor.mailbox", "Mailbox", None, "off", {"device_class": "opening"}, []),
    ("binary_sensor.hallway_motion", "Hallway Motion", None, "off", {"device_class": "motion"}, []),
    ("binary_sensor.balcony_motion", "Balcony Motion", None, "off", {"device_class": "motion"}, []),
    ("binary_sensor.hallway_smoke_alarm", "Hallway Smoke Alarm", None, "off", {"device_class": "smoke"}, []),
    ("binary_sensor.sink_leak_sensor", "Sink Leak Sensor", None, "off", {"device_class": "moisture"}, []),
    ("lock.august_entry_lock", "August Entry Lock", None, "locked", {}, ["deadbolt"]),
    ("event.ring_doorbell", "Ring Doorbell", None, "unknown", {"device_class": "doorbell", "event_types": ["ring"]}, []),
    ("cover.bedroom_blackout_shade", "Bedroom Blackout Shade", None, "closed", {"device_class": "shade", "supported_features": 3}, []),
    ("cover.living_room_shade_left", "Living Room Shade Left", None, "open", {"device_class": "shade", "supported_features": 3}, []),
    ("cover.living_room_shade_right", "Living Room Shade Right", None, "open", {"device_class": "shade", "supported_features": 3}, []),
    ("climate.ecobee", "Ecobee", None, "heat", {"hvac_modes": ["off", "heat", "cool"], "temperature": 69, "hvac_action": "idle"}, ["thermostat"]),
    ("sensor.ecobee_temperature", "Ecobee Temperature", None, "69", measure("temperature", "°F"), []),
    ("sensor.bedroom_temperature", "Bedroom Temperature", None, "67", measure("temperature", "°F"), []),
    ("sensor.balcony_temperature", "Balcony Temperature", None, "48", measure("temperature", "°F"), ["outdoor temperature"]),
    ("sensor.bathroom_humidity", "Bathroom Humidity", None, "45", measure("humidity", "%"), []),
    ("sensor.apartment_energy", "Apartment Energy", None, "900", measure("energy", "kWh", "total_increasing"), []),
    ("sensor.front_lock_battery", "August Entry Lock Battery", None, "64", {**measure("battery", "%")}, []),
    ("switch.coffee_maker", "Coffee Maker", None, "off", {}, []),
    ("switch.space_heater", "Space Heater", "heater", "on", {}, []),
    ("sensor.space_heater_power", "Space Heater Power", "heater", "0.4", measure("power", "W"), []),
    ("sensor.washer_power", "Washer Power", "washer", "1.2", measure("power", "W"), []),
    ("media_player.living_room_tv", "Living Room TV", None, "off", {}, ["telly"]),
    ("media_player.kitchen_speaker", "Kitchen Speaker", None, "idle", {}, []),
    ("vacuum.dusty", "Dusty", None, "docked", {}, ["roomba"]),
    ("alarm_control_panel.alarm", "Alarm", None, "disarmed", {}, []),
    ("input_boolean.guest_mode", "Guest Mode", None, "off", {}, []),
    *[(f"person.{who}", name, None, "home", {}, []) for who, name, _ in PEOPLE],
]
DEVICES = [("heater", "Space Heater"), ("washer", "Washer")]
FIRST = {entity: state for entity, _, _, state, _, _ in ENTITIES}
HOME = {
    "name": "Unit 4B", "timezone": "America/Denver", "version": "2026.11.0", "language": "en",
    "people": [{"id": f"u-{i}", "name": name, "admin": admin, "entity_id": f"person.{i}"} for i, name, admin in PEOPLE],
    "devices": [{"id": i, "name": name} for i, name in DEVICES],
    "entities": [
        {"entity_id": i, "name": name, "aliases": aliases, "attributes": attributes, "state": state, **({"device": device} if device else {})}
        for i, name, device, state, attributes, aliases in ENTITIES
    ],
    "automations": [
        {"entity_id": "automation.good_night", "id": "1900000000001", "name": "Good night", "config": {}},
        {"entity_id": "automation.entry_light_on_arrival", "id": "1900000000002", "name": "Entry light on arrival", "config": {}},
    ],
}
