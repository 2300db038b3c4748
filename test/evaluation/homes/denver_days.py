"""Eleven days of a couple with a child in Denver, over Halloween and the night in which the clocks went back."""

from denver_house import FIRST
from timeline import Timeline

NOW = "2026-11-03T20:15"  # a Tuesday
IDLE = {"sensor.space_heater_power": 0.4, "sensor.washer_power": 1.2}
KWH = {-10: 11, -9: 14, -8: 9, -7: 8.5, -6: 9.5, -5: 10, -4: 12, -3: 17, -2: 15, -1: 9, 0: 7}
COLDEST = {-10: 38, -9: 33, -8: 31, -7: 36, -6: 29, -5: 35, -4: 41, -3: 27.5, -2: 25.2, -1: 30, 0: 34}


def denver() -> Timeline:
    t = Timeline("America/Denver", NOW, seed=404)
    t.first_states = dict(FIRST)
    for day in range(-10, 1):
        routine(t, day, (day + 1) % 7)
        weather(t, day)
    once(t)
    appliances(t)
    return t


def pulse(t, entity, on, off, at, seconds, **attributes):
    t.say(at, entity, on, **attributes)
    t.say(t.later(at, seconds), entity, off)


def routine(t, day, weekday):
    """Weekday 0 is a Monday."""
    d = f"{t.label(day)}d"
    if weekday < 5:
        t.say(t.around(day, "07:42", 9), "person.priya", "not_home")
        t.say(t.around(day, "08:10", 6), "person.priya", "Priya's office")
        leave = t.around(day, "08:21", 6)
        for who in ("sam", "leo"):
            t.say(leave, f"person.{who}", "not_home")
        t.say(t.later(leave, 900), "person.leo", "Daycare")
        if day:
            t.say(t.around(day, "16:58", 6), "person.leo", "not_home")
            back = t.around(day, "17:19", 6)
            for who in ("sam", "leo"):
                t.say(back, f"person.{who}", "home")
            t.say(t.around(day, "17:44", 6), "person.priya", "not_home")
            t.say(t.around(day, "18:06", 9), "person.priya", "home")
        else:
            t.say(f"{d} 16:31:10", "person.leo", "not_home")
            t.say(f"{d} 16:49:50", "person.sam", "home")
            t.say(f"{d} 16:49:50", "person.leo", "home")
            t.say(f"{d} 18:22:04", "person.priya", "not_home")
            t.say(f"{d} 18:47:31", "person.priya", "home")
        pulse(t, "switch.coffee_maker", "on", "off", t.around(day, "06:50", 6), 1620)
    t.say(t.around(day, "06:58", 3), "climate.ecobee", "heat", temperature=70)
    if day:
        t.say(t.around(day, "22:15", 3), "climate.ecobee", "heat", temperature=64)
        on = t.around(day, "18:20", 10)
        t.say(on, "light.kitchen_under_cabinet", "on", user="u-sam", brightness=204)
        t.say(t.later(on, 4500), "light.kitchen_under_cabinet", "off", user="u-sam")
    t.say(t.around(day, "07:05", 4), "cover.bedroom_blackout_shade", "open")
    if day:
        t.say(t.around(day, "20:02", 4), "cover.bedroom_blackout_shade", "closed")


def weather(t, day):
    read = 900 + sum(kwh for one, kwh in KWH.items() if one < day)
    hours = 24 if day else 20
    for hour in range(hours):
        t.say(f"{t.label(day)}d {hour:02d}:59:57", "sensor.apartment_energy", round(read + KWH[day] * (hour + 1) / hours, 3))
    for clock, above in (("05:50:00", 0), ("10:30:00", 8), ("14:40:00", 21), ("19:10:00", 9)):
        if day or clock < "19:30":
            t.say(f"{t.label(day)}d {clock}", "sensor.balcony_temperature", round(COLDEST[day] + above, 1))
    for clock, degrees in (("04:00:00", 64.5), ("13:00:00", 68), ("21:00:00", 70.5)):
        if day or clock < "20:15":
            t.say(f"{t.label(day)}d {clock}", "sensor.bedroom_temperature", degrees + (day % 3) * 0.5)


def once(t):
    pulse(t, "light.bedroom_lamp", "on", "off", "-1d 21:48:10", 3930, brightness=77)  # to 22:53:40
    pulse(t, "light.bedroom_lamp", "on", "off", "-2d 00:40:00", 9600)  # the hour that came twice in it: to 02:20
    pulse(t, "light.bedroom_lamp", "on", "off", "-4d 23:50:00", 2400)
    pulse(t, "light.living_room_floor_lamp", "on", "off", "-3d 17:15:00", 20100, brightness=255)  # Halloween, to 22:50
    pulse(t, "light.living_room_floor_lamp", "on", "off", "-1d 18:31:20", 7200, brightness=128)
    pulse(t, "light.hue_go", "on", "off", "-1d 19:00:00", 1800)
    pulse(t, "light.hue_go_2", "on", "off", "-3d 19:00:00", 7200)
    pulse(t, "fan.bathroom_fan", "on", "off", "-0d 06:31:00", 1140)
    pulse(t, "fan.bathroom_fan", "on", "off", "-1d 06:28:00", 960)
    pulse(t, "fan.bathroom_fan", "on", "off", "-1d 21:05:00", 1500)
    pulse(t, "binary_sensor.aqara_balcony_door", "on", "off", "-0d 12:15:30", 250)
    pulse(t, "binary_sensor.aqara_balcony_door", "on", "off", "-2d 15:02:00", 2580)
    pulse(t, "binary_sensor.aqara_balcony_door", "on", "off", "-3d 11:20:00", 610)
    pulse(t, "binary_sensor.aqara_bedroom_window", "on", "off", "-2d 22:40:00", 30300)  # overnight to Monday 07:05
    pulse(t, "binary_sensor.aqara_bedroom_window", "on", "off", "-5d 21:10:00", 36000)
    pulse(t, "binary_sensor.aqara_kitchen_window", "on", "off", "-1d 19:12:00", 1260)
    pulse(t, "binary_sensor.aqara_kitchen_window", "on", "off", "-3d 18:00:00", 540)
    for at, seconds in (("-3d 17:42:00", 25), ("-3d 18:05:10", 40), ("-3d 18:31:00", 20), ("-1d 12:40:00", 18), ("-0d 17:02:00", 22)):
        pulse(t, "binary_sensor.aqara_entry_door", "on", "off", at, seconds)
    for at, seconds in (("-0d 07:20:00", 31), ("-0d 17:10:00", 44), ("-0d 19:40:10", 205), ("-1d 02:14:30", 52), ("-1d 18:02:00", 40)):
        pulse(t, "binary_sensor.fridge_door", "on", "off", at, seconds)
    pulse(t, "binary_sensor.mailbox", "on", "off", "-1d 13:22:41", 12)
    pulse(t, "binary_sensor.mailbox", "on", "off", "-4d 14:05:09", 15)
    for at, seconds in (("-0d 03:12:00", 35), ("-0d 06:25:00", 300), ("-1d 00:20:30", 28), ("-1d 06:20:00", 600), ("-2d 08:30:00", 900)):
        pulse(t, "binary_sensor.hallway_motion", "on", "off", at, seconds)
    pulse(t, "binary_sensor.balcony_motion", "on", "off", "-3d 23:31:15", 44)
    pulse(t, "binary_sensor.hallway_smoke_alarm", "on", "off", "-9d 18:51:20", 190)
    for at, who in (("-0d 08:24:00", "u-sam"), ("-1d 08:26:30", "u-sam"), ("-2d 11:01:00", "u-priya")):
        t.say(at, "lock.august_entry_lock", "locked", user=who)
    for at, who in (("-0d 16:47:12", "u-sam"), ("-1d 17:18:03", "u-sam"), ("-2d 10:20:00", "u-priya"), ("-3d 17:40:00", "u-priya")):
        t.say(at, "lock.august_entry_lock", "unlocked", user=who)
    for at in ("-3d 17:41:40", "-3d 18:04:55", "-3d 18:30:30", "-3d 19:12:00", "-1d 12:39:20", "-7d 10:10:10"):
        t.say(at, "event.ring_doorbell", f"{t.instant(at):.0f}", event_type="ring")
    for shade in ("left", "right"):
        t.say("-2d 17:05:00", f"cover.living_room_shade_{shade}", "closed")
        t.say("-1d 07:30:00", f"cover.living_room_shade_{shade}", "open")
    t.say("-0d 17:20:00", "cover.living_room_shade_left", "closed")
    t.say("-4d 13:00:00", "climate.ecobee", "off", user="u-priya", temperature=None)
    t.say("-4d 19:30:00", "climate.ecobee", "heat", user="u-sam", temperature=72)
    for day, percent in zip(range(-10, 1), (45, 61, 47, 66, 44, 52, 79, 50, 48, 58, 55)):
        t.say(f"{t.label(day)}d 06:45:00", "sensor.bathroom_humidity", percent)
        t.say(f"{t.label(day)}d 11:00:00", "sensor.bathroom_humidity", 43)
    for day, percent in ((-8, 62), (-4, 61), (-1, 59)):
        t.say(f"{t.label(day)}d 03:00:00", "sensor.front_lock_battery", percent)
    for at, seconds, title in (("-1d 19:30:00", 8100, "The Great British Bake Off"), ("-3d 20:00:00", 9000, "Hocus Pocus"), ("-0d 17:30:00", 2400, "Bluey")):
        pulse(t, "media_player.living_room_tv", "playing", "off", at, seconds, media_title=title)
    t.say("-2d 09:10:00", "media_player.kitchen_speaker", "playing", media_title="Here Comes the Sun", media_artist="The Beatles")
    t.say("-2d 09:13:05", "media_player.kitchen_speaker", "playing", media_title="Dreams", media_artist="Fleetwood Mac")
    t.say("-2d 09:40:00", "media_player.kitchen_speaker", "paused", media_title="Dreams", media_artist="Fleetwood Mac")
    t.say("-2d 10:10:00", "media_player.kitchen_speaker", "idle")
    for at in ("-1d 10:30:00", "-3d 10:31:00", "-5d 10:30:30"):
        t.say(at, "vacuum.dusty", "cleaning")
        t.say(t.later(at, 2400), "vacuum.dusty", "returning")
        t.say(t.later(at, 2580), "vacuum.dusty", "docked")
    t.say("-5d 10:50:00", "vacuum.dusty", "error")
    for at, state in (("-3d 12:00:30", "armed_away"), ("-3d 14:31:00", "triggered"), ("-3d 14:32:20", "disarmed"), ("-1d 23:00:00", "armed_home"), ("-0d 06:15:00", "disarmed")):
        t.say(at, "alarm_control_panel.alarm", state)
    for at, who, place in (("-3d 12:00:00", "priya", "not_home"), ("-3d 12:00:00", "sam", "not_home"), ("-3d 12:00:00", "leo", "not_home"), ("-3d 14:30:40", "sam", "home"), ("-3d 14:30:40", "leo", "home"), ("-3d 15:12:00", "priya", "home"), ("-2d 10:25:00", "priya", "Gym"), ("-2d 11:50:00", "priya", "home"), ("-9d 14:00:00", "sam", "Gym"), ("-9d 15:20:00", "sam", "home")):
        t.say(at, f"person.{who}", place)
    t.say("-2d 11:55:00", "input_boolean.guest_mode", "on", user="u-priya")
    t.say("-1d 09:00:00", "input_boolean.guest_mode", "off", user="u-sam")
    t.say("-6d 02:00:00", "sensor.bathroom_humidity", "unavailable")
    arrival = "-1d 17:24:30"
    t.event(arrival, "automation_triggered", context="a1", entity_id="automation.entry_light_on_arrival", name="Entry light on arrival", source="state of person.sam")
    t.say("-1d 17:24:30.200000", "light.entry_light", "on", context="a2", parent="a1")
    t.say("-1d 17:40:00", "light.entry_light", "off", user="u-sam")


def appliances(t):
    plans = {
        "sensor.space_heater_power": ([(3000, 1480)], ["-8d 06:10:00", "-6d 06:00:00", "-3d 06:30:00", "-2d 20:00:00", "-1d 21:30:00", "-0d 06:05:00"]),
        "sensor.washer_power": ([(480, 190), (1260, 1900), (600, 140), (540, 380)], ["-10d 11:00:00", "-7d 19:00:00", "-3d 09:00:00", "-3d 10:15:00", "-0d 17:40:00"]),
    }
    t.machines(plans, IDLE, "-10d 00:00:00", noise=0.1)
