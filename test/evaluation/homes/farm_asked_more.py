"""Follow-ups, what must be asked back, what nobody can know, and what is not ours, on the farm."""


def ask_more(t, count, held, whole):
    ask = t.ask
    ask("and yesterday?", after="how many times did the front gate open today?", **count(t, "cover.road_gate", "open", *whole(t, -1)))
    ask("ok and on saturday", after="how long was the ranch slider open yesterday", **held(t, "binary_sensor.ranch_slider", "on", *whole(t, -3)))
    ask("what about the stock tank?", "number", float(t.state("sensor.stock_tank", "-2d 12:00:00")), after="what was the house tank level at noon on sunday")
    ask("who did that", "text", "Aroha", after="when was the electric fence switched off today?")
    ask("for how long", "duration", 2400, after="when was the electric fence last switched off?")
    ask("and tui", "text", "School", after="where was Aroha at 11 this morning?")
    ask("the night before?", "boolean", False, after="was the top paddock gate open at midnight last night?")
    for text in (
        "was the gate open last night", "when was the tank below 70", "how long was the paddock gate open yesterday",
        "whats the tank level at noon yesterday", "when did she get home yesterday", "was it open at 9", "when did the door last open",
        "how long was the lounge light on over the weekend",
    ):
        ask(text, "question", note="more than one is meant")
    for text in (
        "how many eggs did we get yesterday", "when did the vet come", "how many cows went through the shed this morning",
        "was the quad bike in the barn last night", "when was the bull last moved", "how much milk did we send on friday",
        "did the dog bark at night", "when did the tanker pick up", "how deep is the bore", "was the woolshed locked on sunday",
        "how windy was it in Hamilton on saturday", "did a fox get the hens", "is it normal that the bore pump runs twice a day",
        "will there be a frost tonight", "when's the next calf due", "how much rain are we getting tomorrow",
        "when will the house tank be empty", "did hemi shower after milking", "was the milking shed clean", "how tired was aroha yesterday",
        "when did the hay barn door learn to swim", "was the ranch slider at school yesterday", "did the fence fall asleep",
        "why is the grass green", "who won the rugby on saturday", "open the road gate", "turn the bore pump off please",
        "is the front gate shut", "hows the vat temp right now", "are the chooks in", "set calving mode on", "what day is it",
        "tell me a joke", "how much did the dryer cost to buy", "was the heat pump on in august", "how long was grandad here on sunday",
        "did the second tunnel house get hot", "how loud was the shed radio at 6 this morning", "was the spa on last night",
        "how many sheep walked past the road gate yesterday",
    ):
        ask(text)
