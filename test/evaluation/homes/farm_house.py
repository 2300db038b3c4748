"""A dairy farm in Waikato: a house of two floors, sheds, gates, tanks, hens and a solar roof; much stands outside and in no room."""

PEOPLE = [("hemi", "Hemi", True), ("aroha", "Aroha", True), ("tui", "Tui", False)]
DIM = {"supported_color_modes": ["brightness"], "color_mode": None, "brightness": None}
AREAS = [
    ("kitchen", "Kitchen", "down", []), ("lounge", "Lounge", "down", ["living room"]), ("laundry", "Laundry", "down", ["wash house"]),
    ("main_bedroom", "Main bedroom", "up", []), ("tuis_room", "Tui's room", "up", []), ("landing", "Landing", "up", []),
    ("milking_shed", "Milking shed", None, ["cowshed", "dairy"]), ("hay_barn", "Hay barn", None, []), ("pump_shed", "Pump shed", None, []),
    ("chook_house", "Chook house", None, ["hen house", "chicken coop"]), ("tunnel_house", "Tunnel house", None, ["greenhouse"]), ("yard", "Yard", None, []),
]
DEVICES = [
    ("bore", "Bore pump", "pump_shed"), ("plant", "Milking plant", "milking_shed"), ("washer", "Washing machine", "laundry"),
    ("dryer", "Dryer", "laundry"), ("station", "Weather station", None), ("inverter", "Solar inverter", None), ("fence", "Electric fence", None),
]


def measure(device_class: str | None, unit: str, state_class: str = "measurement") -> dict:
    return {**({"device_class": device_class} if device_class else {}), "unit_of_measurement": unit, "state_class": state_class}


def zone(name: str) -> tuple:
    place = {"latitude": 0, "longitude": 0, "radius": 100, "passive": False, "editable": True}
    return (f"zone.{name.lower()}", name, None, None, "0", place, [])


def contact(slug: str, name: str, area: str | None, device_class: str, *aliases: str) -> tuple:
    return (f"binary_sensor.{slug}", name, area, None, "off", {"device_class": device_class}, list(aliases))


def lamp(slug: str, name: str, area: str | None, *aliases: str) -> tuple:
    return (f"light.{slug}", name, area, None, "off", DIM, list(aliases))


# Id, name, area, device, first state, attributes, aliases.
ENTITIES = [
    zone("Home"), zone("School"), zone("Clinic"), zone("Saleyards"),
    ("cover.road_gate", "Road gate", None, None, "closed", {"device_class": "gate", "supported_features": 3}, ["front gate"]),
    contact("top_paddock_gate", "Top paddock gate", None, "opening"), contact("river_paddock_gate", "River paddock gate", None, "opening"),
    ("cover.chook_door", "Chook door", "chook_house", None, "closed", {"device_class": "door", "supported_features": 3}, ["pop hole"]),
    ("cover.roller_door", "Roller door", "hay_barn", None, "closed", {"device_class": "garage", "supported_features": 3}, []),
    ("cover.tunnel_house_vent", "Tunnel house vent", "tunnel_house", None, "closed", {"device_class": "window", "supported_features": 3}, []),
    contact("kitchen_window", "Kitchen window", "kitchen", "window"), contact("bedroom_window", "Bedroom window", "main_bedroom", "window"),
    contact("tuis_window", "Tui's window", "tuis_room", "window"), contact("ranch_slider", "Ranch slider", "lounge", "door"),
    contact("back_door", "Back door", "laundry", "door"), contact("chest_freezer_lid", "Chest freezer lid", "laundry", "opening", "freezer"),
    contact("yard_motion", "Yard motion", "yard", "motion"), contact("driveway_motion", "Driveway motion", None, "motion"),
    contact("hay_barn_smoke_alarm", "Hay barn smoke alarm", "hay_barn", "smoke"), contact("pump_shed_leak", "Pump shed leak", "pump_shed", "moisture"),
    ("lock.back_door_lock", "Back door lock", "laundry", None, "locked", {}, []),
    ("lock.chemical_store", "Chemical store", "milking_shed", None, "locked", {}, ["spray cupboard"]),
    lamp("kitchen_light", "Kitchen light", "kitchen"), lamp("lounge_lamp", "Lounge lamp", "lounge"), lamp("lounge_ceiling", "Lounge ceiling light", "lounge"),
    lamp("night_light", "Night light", "tuis_room"), lamp("stair_light", "Stair light", "landing"), lamp("milking_shed_lights", "Milking shed lights", "milking_shed"),
    lamp("yard_floodlight", "Yard floodlight", "yard", "big light outside"),
    ("switch.electric_fence", "Electric fence", None, "fence", "on", {}, ["energiser"]),
    ("sensor.fence_voltage", "Fence voltage", None, "fence", "7.4", measure("voltage", "kV"), []),
    ("switch.bore_pump", "Bore pump", None, "bore", "on", {}, []),
    ("sensor.bore_pump_power", "Bore pump power", None, "bore", "3", measure("power", "W"), []),
    ("sensor.milking_plant_power", "Milking plant power", None, "plant", "12", measure("power", "W"), []),
    ("sensor.washing_machine_power", "Washing machine power", None, "washer", "1.1", measure("power", "W"), []),
    ("sensor.dryer_power", "Dryer power", None, "dryer", "0.8", measure("power", "W"), []),
    ("sensor.house_tank", "House tank level", None, None, "71", measure(None, "%"), ["rainwater tank", "house tank"]),
    ("sensor.stock_tank", "Stock tank level", None, None, "88", measure(None, "%"), ["trough tank", "stock tank"]),
    ("valve.trough", "Trough valve", "yard", None, "closed", {"supported_features": 3}, []),
    ("sensor.milk_vat_temperature", "Milk vat temperature", "milking_shed", None, "4.2", measure("temperature", "°C"), ["vat"]),
    ("sensor.tunnel_house_temperature", "Tunnel house temperature", "tunnel_house", None, "15", measure("temperature", "°C"), []),
    ("sensor.tunnel_house_soil", "Tunnel house soil moisture", "tunnel_house", None, "40", measure("moisture", "%"), []),
    ("sensor.lounge_temperature", "Lounge temperature", "lounge", None, "19", measure("temperature", "°C"), []),
    ("sensor.hay_barn_humidity", "Hay barn humidity", "hay_barn", None, "60", measure("humidity", "%"), []),
    ("sensor.station_temperature", "Outside temperature", None, "station", "11", measure("temperature", "°C"), []),
    ("sensor.station_wind_gust", "Wind gust", None, "station", "18", measure("wind_speed", "km/h"), []),
    ("sensor.station_rain", "Rain", None, "station", "400", measure("precipitation", "mm", "total_increasing"), ["rain gauge", "rainfall"]),
    ("sensor.solar_power", "Solar power", None, "inverter", "0", measure("power", "W"), []),
    ("sensor.solar_energy", "Solar energy", None, "inverter", "5200", measure("energy", "kWh", "total_increasing"), ["solar production"]),
    ("sensor.grid_import", "Grid import", None, "inverter", "3100", measure("energy", "kWh", "total_increasing"), []),
    ("sensor.house_battery", "House battery", None, "inverter", "60", measure("battery", "%"), ["powerwall"]),
    ("switch.hot_water", "Hot water cylinder", "laundry", None, "off", {}, []),
    ("climate.heat_pump", "Heat pump", "lounge", None, "off", {"hvac_modes": ["off", "heat", "cool"], "temperature": 21, "hvac_action": "idle"}, []),
    ("media_player.shed_radio", "Shed radio", "milking_shed", None, "off", {}, []), ("media_player.tv", "TV", "lounge", None, "off", {}, []),
    ("lawn_mower.robot_mower", "Robot mower", "yard", None, "docked", {}, ["mower"]),
    ("input_boolean.calving", "Calving mode", None, None, "off", {}, []),
    *[(f"person.{who}", name, None, None, "home", {}, []) for who, name, _ in PEOPLE],
]
FIRST = {entity: state for entity, _, _, _, state, _, _ in ENTITIES}
HOME = {
    "name": "Rimu Road", "timezone": "Pacific/Auckland", "version": "2026.9.0", "language": "en",
    "floors": [{"id": "down", "name": "Downstairs", "level": 0}, {"id": "up", "name": "Upstairs", "level": 1}],
    "areas": [{"id": i, "name": name, "floor": floor, "aliases": aliases} for i, name, floor, aliases in AREAS],
    "people": [{"id": f"u-{i}", "name": name, "admin": admin, "entity_id": f"person.{i}"} for i, name, admin in PEOPLE],
    "devices": [{"id": i, "name": name, "area": area} for i, name, area in DEVICES],
    "entities": [
        {"entity_id": i, "name": name, "area": area, "device": device, "aliases": aliases, "attributes": attributes, "state": state}
        for i, name, area, device, state, attributes, aliases in ENTITIES
    ],
    "automations": [
        {"entity_id": "automation.hens_to_bed", "id": "2000000000001", "name": "Hens to bed", "config": {}},
        {"entity_id": "automation.floodlight_on_motion", "id": "2000000000002", "name": "Floodlight on motion", "config": {}},
    ],
}
