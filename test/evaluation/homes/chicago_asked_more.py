"""What must be asked back, declined or left to others, and what follows on what was asked before."""


def ask_more(t, washer, dryer, dishes):
    ask = t.ask
    for text in (
        "When did the office lamp last turn on?",  # two of them
        "how long was the office lamp on yesterday?",
    ):
        ask(text, "question", note="there are two")
    for text in (
        "When was the pool pump last on?", "How long was the sauna on yesterday?", "When did Aunt Carol get here?",
        "was the attic window open last night", "How often did the cat use the litter box?",
        "What will the temperature be tomorrow?", "When will the dryer be done?", "Is the garage door going to open tonight?",
        "Who will be home first tomorrow?",
        "Is the porch light on?", "What's the temperature outside", "Is anyone home right now?",
        "Turn off the porch light", "lock the front door", "set the thermostat to 68", "start Rosie", "open the shades please",
        "How many gallons of water did we use last week?", "What did the doorbell visitor look like?",
        "When did the thermostat fall in love?", "why is the sky blue", "tell me a joke",
        "What did Marcus eat for dinner yesterday?", "Was the garage door happy yesterday?",
        "When did the garage door last rain?", "How much did electricity cost in 1998?",
        "Was the kitchen window open last July?",
    ):
        ask(text)
    ask("And the day before?", "count", 0, after="How often did the doorbell ring yesterday?")
    ask("and the dryer?", "count", 1, after="how many times did the washer run yesterday?")
    ask("what about on Tuesday?", "duration", 5400, after="How long was the office lamp in the den on yesterday?")
    ask("and Denise?", "text", "Hospital", after="where was Marcus at 1 pm on Thursday?")
