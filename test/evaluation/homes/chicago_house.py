"""What stands in the house in Chicago."""

FLOORS = [("basement", "Basement", -1), ("first", "First floor", 0), ("second", "Second floor", 1), ("outside", "Outside", None)]
AREAS = [
    ("living_room", "Living room", "first", ["family room"]), ("kitchen", "Kitchen", "first", []), ("den", "Den", "first", []),
    ("mudroom", "Mudroom", "first", []), ("entryway", "Entryway", "first", ["foyer"]), ("garage", "Garage", "first", []),
    ("laundry", "Laundry room", "basement", []), ("utility", "Utility room", "basement", []),
    ("primary", "Primary bedroom", "second", ["master bedroom"]), ("tyler", "Tyler's room", "second", []),
    ("zoe", "Zoe's room", "second", []), ("office", "Office", "second", []), ("bath", "Bathroom", "second", []),
    ("backyard", "Backyard", "outside", []),
]
PEOPLE = [("marcus", "Marcus", True), ("denise", "Denise", True), ("tyler", "Tyler", False), ("zoe", "Zoe", False)]
DIM = {"supported_color_modes": ["brightness"], "color_mode": None, "brightness": None}


def measure(device_class: str, unit: str, state_class: str = "measurement") -> dict:
    return {"device_class": device_class, "unit_of_measurement": unit, "state_class": state_class}


def zone(name: str) -> tuple:
    place = {"latitude": 0, "longitude": 0, "radius": 100, "passive": False, "editable": True}
    return (f"zone.{name.lower()}", name, None, "0", place)


ENTITIES = [
    zone("Home"), zone("Work"), zone("Hospital"), zone("School"), zone("Rink"),
    ("light.living_room_lamp", "Living room lamp", "living_room", "off", DIM),
    ("light.reading_lamp", "Reading lamp", "living_room", "off", DIM),
    ("light.office_lamp", "Office lamp", "office", "off", DIM),
    ("light.den_office_lamp", "Office lamp", "den", "off", DIM),
    ("light.kitchen_ceiling", "Kitchen ceiling light", "kitchen", "off", DIM),
    ("light.counter", "Counter lights", "kitchen", "off", DIM),
    ("light.porch", "Porch light", "entryway", "off", DIM),
    ("light.tylers_lamp", "Tyler's lamp", "tyler", "off", DIM),
    ("light.zoes_night_light", "Zoe's night light", "zoe", "off", DIM),
    ("light.bedside", "Bedside lamp", "primary", "off", DIM),
    ("binary_sensor.door", "Door", "mudroom", "off", {"device_class": "door"}),
    ("event.doorbell", "Doorbell", "entryway", "unknown", {"device_class": "doorbell", "event_types": ["ring"]}),
    ("lock.front_door", "Front door lock", "entryway", "locked", {}),
    ("binary_sensor.front_door", "Front door", "entryway", "off", {"device_class": "door"}),
    ("binary_sensor.patio_door", "Patio door", "kitchen", "off", {"device_class": "door"}),
    ("cover.garage_door", "Garage door", "garage", "closed", {"device_class": "garage", "supported_features": 3}),
    ("cover.shades", "Living room shades", "living_room", "closed", {"device_class": "shade", "supported_features": 3}),
    ("binary_sensor.tylers_window", "Tyler's window", "tyler", "off", {"device_class": "window"}),
    ("binary_sensor.kitchen_window", "Kitchen window", "kitchen", "off", {"device_class": "window"}),
    ("binary_sensor.bathroom_window", "Bathroom window", "bath", "off", {"device_class": "window"}),
    ("binary_sensor.water_heater_leak", "Water heater leak", "utility", "off", {"device_class": "moisture"}),
    ("binary_sensor.smoke", "Smoke detector", "kitchen", "off", {"device_class": "smoke"}),
    ("binary_sensor.garage_motion", "Garage motion", "garage", "off", {"device_class": "motion"}),
    ("climate.thermostat", "Thermostat", "living_room", "heat", {"hvac_modes": ["off", "heat", "cool"], "temperature": 68}),
    ("sensor.outdoor_temperature", "Outdoor temperature", "backyard", "30", measure("temperature", "°F")),
    ("sensor.primary_temperature", "Primary bedroom temperature", "primary", "66", measure("temperature", "°F")),
    ("sensor.basement_humidity", "Basement humidity", "utility", "48", measure("humidity", "%")),
    ("sensor.washer_power", "Washer power", "washer", "1.1", measure("power", "W")),
    ("sensor.dryer_power", "Dryer power", "dryer", "2.3", measure("power", "W")),
    ("sensor.dishwasher_power", "Dishwasher power", "dishwasher", "0.8", measure("power", "W")),
    ("sensor.home_energy", "Home energy", "utility", "5000", measure("energy", "kWh", "total_increasing")),
    ("media_player.tv", "Living room TV", "living_room", "off", {}),
    ("vacuum.rosie", "Rosie", "living_room", "docked", {}),
    *[(f"person.{who}", name, None, "home", {}) for who, name, _ in PEOPLE],
]
DEVICES = [("washer", "Washer", "laundry"), ("dryer", "Dryer", "laundry"), ("dishwasher", "Dishwasher", "kitchen")]
PLUGGED = [device for device, _, _ in DEVICES]
FIRST = {entity: state for entity, _, _, state, _ in ENTITIES}
HOME = {
    "name": "Oak Street", "timezone": "America/Chicago", "version": "2026.11.0", "language": "en",
    "floors": [{"id": i, "name": name, "level": level} for i, name, level in FLOORS],
    "areas": [{"id": i, "name": name, "floor": floor, "aliases": aliases} for i, name, floor, aliases in AREAS],
    "people": [{"id": f"u-{i}", "name": name, "admin": admin, "entity_id": f"person.{i}"} for i, name, admin in PEOPLE],
    "devices": [{"id": i, "name": name, "area": area} for i, name, area in DEVICES],
    "entities": [
        {
            "entity_id": i, "name": name, "attributes": attributes, "state": state,
            **({"device": where} if where in PLUGGED else {"area": where}),
        }
        for i, name, where, state, attributes in ENTITIES
    ],
    "automations": [
        {"entity_id": "automation.porch_light_at_sunset", "id": "1800000000001", "name": "Porch light at sunset", "config": {}},
        {"entity_id": "automation.shades_down", "id": "1800000000002", "name": "Shades down in the evening", "config": {}},
    ],
}
