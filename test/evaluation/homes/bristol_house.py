"""A semi in Bristol with an electric car, water and gas meters, a garden and kinds of things that the other homes lack."""

PEOPLE = [("gwen", "Gwen", True), ("dai", "Dai", True), ("megan", "Megan", False)]
AREAS = [
    ("kitchen", "Kitchen", "ground"), ("front_room", "Front room", "ground"), ("hall", "Hall", "ground"), ("utility", "Utility room", "ground"),
    ("conservatory", "Conservatory", "ground"), ("bathroom", "Bathroom", "first"), ("big_bedroom", "Big bedroom", "first"), ("megans_room", "Megan's room", "first"),
    ("landing", "Landing", "first"), ("loft", "Loft", "top"), ("garage", "Garage", None), ("garden", "Garden", None), ("drive", "Drive", None),
]


def kind(device_class: str, **more) -> dict:
    return {"device_class": device_class, **more}


def measure(device_class: str, unit: str, state_class: str = "measurement") -> dict:
    return {"device_class": device_class, "unit_of_measurement": unit, "state_class": state_class}


# Id, name, area, first state, attributes, aliases.
ENTITIES = [
    ("binary_sensor.front_door", "Front door", "hall", "off", kind("door"), []),
    ("lock.front_door_lock", "Front door lock", "hall", "locked", {}, ["yale lock"]),
    ("binary_sensor.conservatory_door", "Conservatory door", "conservatory", "off", kind("door"), []),
    ("binary_sensor.loft_hatch", "Loft hatch", "loft", "off", kind("opening"), []),
    ("binary_sensor.bathroom_window", "Bathroom window", "bathroom", "off", kind("window"), []),
    ("binary_sensor.megans_window", "Megan's window", "megans_room", "off", kind("window"), []),
    ("cover.garage_door", "Garage door", "garage", "closed", kind("garage", supported_features=3), []),
    ("cover.bay_blind", "Bay window blind", "front_room", "closed", kind("blind", supported_features=3), []),
    ("cover.awning", "Awning", "garden", "closed", kind("awning", supported_features=3), []),
    ("valve.stopcock", "Mains stopcock", "utility", "open", kind("water", supported_features=3), []),
    ("valve.veg_patch", "Veg patch valve", "garden", "closed", kind("water", supported_features=3), ["veg patch"]),
    ("humidifier.bedroom", "Bedroom humidifier", "big_bedroom", "off", kind("humidifier"), []),
    ("humidifier.utility", "Dehumidifier", "utility", "off", kind("dehumidifier"), []),
    ("sensor.water_meter", "Water meter", "utility", "80000", measure("water", "L", "total_increasing"), []),
    ("sensor.gas_meter", "Gas meter", "utility", "4100", measure("gas", "m³", "total_increasing"), []),
    ("sensor.electricity_meter", "Electricity meter", "hall", "12000", measure("energy", "kWh", "total_increasing"), []),
    ("sensor.car_charger_energy", "Car charger energy", "drive", "900", measure("energy", "kWh", "total_increasing"), []),
    ("binary_sensor.car_charging", "Car charging", "drive", "off", kind("battery_charging"), []),
    ("binary_sensor.car_plug", "Car plug", "drive", "off", kind("plug"), []),
    ("sensor.car_battery", "Car battery", "drive", "70", measure("battery", "%"), []),
    ("timer.oven", "Oven timer", "kitchen", "idle", {}, []),
    ("timer.screen_time", "Screen time", "front_room", "idle", {}, []),
    ("event.doorbell", "Doorbell", "hall", "unknown", kind("doorbell", event_types=["ring"]), []),
    ("event.bedside_button", "Bedside button", "big_bedroom", "unknown", kind("button", event_types=["press", "double_press"]), []),
    ("input_button.tea", "Tea's ready", "kitchen", "unknown", {}, []),
    ("siren.garden", "Garden siren", "garden", "off", {}, []),
    ("alarm_control_panel.house", "House alarm", "hall", "disarmed", {}, []),
    ("media_player.kitchen_sonos", "Kitchen Sonos", "kitchen", "idle", kind("speaker"), []),
    ("media_player.front_room_tv", "Front room TV", "front_room", "off", kind("tv"), []),
    ("vacuum.henry", "Henry", "hall", "docked", {}, []),
    ("lawn_mower.shaun", "Shaun", "garden", "docked", {}, []),
    ("fan.bedroom", "Bedroom fan", "big_bedroom", "off", {}, []),
    ("climate.hall", "Hall thermostat", "hall", "heat", {"hvac_modes": ["off", "heat"], "temperature": 19}, []),
    ("water_heater.immersion", "Immersion heater", "bathroom", "off", {}, []),
    ("light.porch", "Porch light", "drive", "off", {}, []),
    ("light.landing", "Landing light", "landing", "off", {}, []),
    ("light.kitchen_spots", "Kitchen spots", "kitchen", "off", {}, []),
    ("light.fairy_lights", "Fairy lights", "megans_room", "off", {}, []),
    ("binary_sensor.landing_motion", "Landing motion", "landing", "off", kind("motion"), []),
    ("binary_sensor.under_sink", "Under sink", "kitchen", "off", kind("moisture"), []),
    ("binary_sensor.co_alarm", "Carbon monoxide alarm", "kitchen", "off", kind("carbon_monoxide"), []),
    ("binary_sensor.smoke_alarm", "Smoke alarm", "landing", "off", kind("smoke"), []),
    ("binary_sensor.broadband", "Broadband", "hall", "on", kind("connectivity"), []),
    ("binary_sensor.bed", "Bed", "big_bedroom", "off", kind("occupancy"), []),
    ("sensor.front_room_co2", "Front room CO2", "front_room", "500", measure("carbon_dioxide", "ppm"), []),
    ("sensor.front_room_temperature", "Front room temperature", "front_room", "18", measure("temperature", "°C"), []),
    ("sensor.garden_temperature", "Garden temperature", "garden", "9", measure("temperature", "°C"), []),
    ("sensor.loft_humidity", "Loft humidity", "loft", "60", measure("humidity", "%"), []),
    ("sensor.solar_yield", "Solar yield", "loft", "2400", measure("energy", "kWh", "total_increasing"), []),
    ("switch.kettle", "Kettle", "kitchen", "off", {}, []),
    ("input_boolean.holiday", "Holiday mode", None, "off", {}, []),
    *[(f"person.{who}", name, None, "home", {}, []) for who, name, _ in PEOPLE],
]
FIRST = {entity: state for entity, _, _, state, _, _ in ENTITIES}
HOME = {
    "name": "Gloucester Road", "timezone": "Europe/London", "version": "2026.10.0", "language": "en",
    "floors": [{"id": "ground", "name": "Ground floor", "level": 0}, {"id": "first", "name": "First floor", "level": 1}, {"id": "top", "name": "Top floor", "level": 2}],
    "areas": [{"id": i, "name": name, "floor": floor} for i, name, floor in AREAS],
    "people": [{"id": f"u-{i}", "name": name, "admin": admin, "entity_id": f"person.{i}"} for i, name, admin in PEOPLE],
    "devices": [],
    "entities": [
        {"entity_id": i, "name": name, "area": area, "aliases": aliases, "attributes": attributes, "state": state}
        for i, name, area, state, attributes, aliases in ENTITIES
    ],
    "automations": [{"entity_id": "automation.porch_at_dusk", "id": "2100000000001", "name": "Porch light at dusk", "config": {}}],
}
