"""Writes the questions about the built-in home: `python3 test/evaluation/homes/terraced_house.py`."""

from built_in import built_in

t = built_in()
ask = t.ask


def whole(day):
    return f"{t.label(day)}d 00:00:00", f"{t.label(day + 1)}d 00:00:00"


def last(entity, state):
    return {"kind": "instant", "value": t.turns(entity, state)[-1]}


def first(entity, state, day):
    return {"kind": "instant", "value": t.within(t.turns(entity, state), *whole(day))[0]}


def count(entity, state, start, end="+1d 00:00:00"):
    return {"kind": "count", "value": len(t.within(t.turns(entity, state), start, end))}


def held(entity, state, start, end):
    return {"kind": "duration", "value": round(t.held(entity, state, start, end))}


def used(start, end):
    """The meter's difference; it began anew long before these spans."""
    return round(float(t.state("sensor.energy_consumed", end)) - float(t.state("sensor.energy_consumed", start)), 3)


# Last and first
ask("when did somebody last open the garage?", **last("cover.garage_door", "open"))
ask("What time did Anna leave this morning?", **first("person.anna", "not_home", 0))
ask("When did Ben get in on Monday?", **first("person.ben", "home", -3))
ask("When was the back door last opened?", **last("binary_sensor.back_door", "on"))
ask("when was the frezer door last opened", **last("binary_sensor.freezer_door", "on"), note="typo")
ask("When did someone last ring the doorbell?", "instant", "-0d 11:28:53.4")
ask("At what time was the front door unlocked on Tuesday?", **first("lock.front_door", "unlocked", -2))
ask("When did the garden light last come on?", **last("light.garden", "on"))
ask("when did the lights go out in the lounge last night", **first("light.living_room", "off", -1))
ask("When did the back door sensor drop off?", "instant", "-3d 04:12:44.180")
ask("When was there last water under the washing machine?", **last("binary_sensor.washing_machine_leak", "on"))
ask("first movement in the hall today?", **first("binary_sensor.hall_motion", "on", 0))
ask("When did music last play in the living room?", **last("media_player.living_room", "playing"))
ask("when was the big lamp last switched on", **last("light.living_room", "on"), note="an alias")
ask("What time did Anna get back yesterday afternoon?", **first("person.anna", "home", -1))
# How often
ask("How many times was the front door unlocked in the last seven days?", **count("lock.front_door", "unlocked", "-7d 14:30:00"))
ask("how often did the garage door open this month", **count("cover.garage_door", "open", "-21d 00:00:00"), note="the record begins on the fifth")
ask("How often was there motion on the landing last week?", **count("binary_sensor.landing_motion", "on", "-10d 00:00:00", "-3d 00:00:00"))
ask("How many times did the washing machine run since Monday?", "count", 3, note="Tuesday, Wednesday and today, just done or still running")
ask("how many times did the bookshelf plug drop out on Saturday?", **{"kind": "count", "value": len([1 for w, s, a in t.history("switch.bookshelf") if s == "unavailable" and a.startswith("-5d")])})
ask("Number of times the hall light came on yesterday", **count("light.hall", "on", *whole(-1)))
ask("How often has the doorbell gone in the past fortnight?", "count", 3)
# How long
ask("How long was the freezer door open on Friday night?", **held("binary_sensor.freezer_door", "on", "-6d 18:00:00", "-5d 06:50:03"), note="to ten to seven", within=3003)
ask("For how long was the garage open on Sunday morning?", **held("cover.garage_door", "open", *whole(-4)))
ask("how long was Anna out on Monday?", **held("person.anna", "not_home", *whole(-3)))
ask("How long was the house empty on Monday?", "duration", round(t.instant(first("person.anna", "home", -3)["value"]) - t.instant(first("person.ben", "not_home", -3)["value"])))
ask("how long was the living room light on last night", **held("light.living_room", "on", "-1d 18:00:00", "-0d 06:00:00"))
ask("How long did the leak last?", "duration", 822)
ask("How long was the telly on yesterday evening?", "duration", round(t.instant("-1d 22:28:50.3") - t.instant("-1d 20:33:52.3")), within=120, note="a plug that is always on; a television by its power")
ask("How long did the garden light stay on on the 17th?", **held("light.garden", "on", *whole(-9)))
ask("Total time Ben was away last Friday", **held("person.ben", "not_home", *whole(-6)))
# Was it, what was it
ask("Was the front door locked at midnight on Sunday night?", "boolean", True)
ask("was anyone home at noon on Monday", "boolean", False)
ask("Was Ben at home yesterday at 3 pm?", "boolean", True)
ask("Did the freezer door stay open overnight on Friday?", "boolean", True)
ask("Did the back door open at all on Sunday?", "boolean", False)
ask("Was the living room light on at nine yesterday evening?", "boolean", True)
ask("Did the garden light come on last night?", "boolean", False)
ask("was the garage door open at quarter to nine this morning?", "boolean", False)
ask("Was anybody in when the doorbell rang this morning?", "boolean", False)
ask("Did the smoke alarm go off this month?", "boolean", False)
ask("Has anyone unlocked the front door today?", "boolean", False)
ask("What was the back door battery at on Saturday noon?", "number", 5)
ask("what was the heating set to at midnight", "number", 16)
# Who, why, where, which
ask("who unlocked the front door on tuesday?", "text", "Anna")
ask("Who opened the garage this morning?", "text", "Ben")
ask("Who left the house first on Monday?", "text", "Anna")
ask("Why did the hall light turn on this morning?", "text", "motion")
ask("Why did the landing light come on last night?", "text", "motion")
ask("who put the music on on Tuesday evening", "text", "Ben")
ask("Where was Ben at 11 o'clock on Sunday?", "text", "not_home")
ask("which doors were open on Friday night?", "list", ["binary_sensor.freezer_door"])
ask("Which lights were on at 9pm yesterday?", "list", ["light.living_room"])
# Numbers
ask("How warm did the freezer get on Saturday?", "number", -4.8)
ask("What was the lowest battery level of the back door?", "number", 3)
ask("Warmest it got in the bedroom yesterday?", "number", 19.7, within=0.2)
ask("What was the average temperature in the study on Monday?", "number", 20.6, within=0.1)
ask("How cold did it get outside on Tuesday night?", "number", 4.5, within=0.8)
ask("how much electricity did we use on Monday?", "number", used(*whole(-3)), within=0.5)
ask("Did we use more energy on Tuesday than on Monday?", "boolean", used(*whole(-2)) > used(*whole(-3)))
ask("what was the highest co2 in the office yesterday", "number", 940, within=30)
# Follow-ups
ask("and on Saturday?", **held("cover.garage_door", "open", *whole(-5)), within=0, after="How long was the garage door open on Sunday?")
ask("And Ben?", **first("person.ben", "home", -3), after="When did Anna get home on Monday?")
ask("and the day before yesterday", **count("light.hall", "on", *whole(-2)), after="How often did the hall light come on yesterday?")
# None of ours
for text in (
    "When did the pool heater last run?", "was the loft hatch open last night", "How long was grandad here on Sunday?",
    "Who is going to be home tonight?", "Will it rain tomorrow?", "When is the laundry going to be finished?",
    "is the back door open", "What's the temperature in the bedroom?", "Are any lights on?", "who is home",
    "Switch off the hall light", "turn the heating up to 21", "dim the big lamp to 30 percent", "play some jazz in the lounge",
    "How long was Anna angry yesterday?", "Was the garage door locked in by Napoleon?", "Did the fridge sing last night?",
    "Was the front door open in June?", "How often did Charlie come home last week?", "What did Ben dream last night?",
    "How much gas did we burn last week?", "what should I cook", "Why are we here?",
):
    ask(text)
t.write("terraced-house", "en", None)
