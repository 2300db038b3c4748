"""Prints sentences made from every English template of Home Assistant's own intents, as a JSON list of [intent, sentence]."""

import itertools
import json
import random
import sys
from pathlib import Path

import home_assistant_intents
from hassil.intents import Intents, TextSlotList
from hassil.sample import sample_sentence

SEED, LOOKED_AT, TAKEN = 1, 40, 2
house = json.loads(sys.argv[1])

path = Path(home_assistant_intents.__file__).parent / "data" / "en.json"
intents = Intents.from_dict(json.loads(path.read_text(encoding="utf-8")))
lists = {**intents.slot_lists, **{name: TextSlotList.from_strings(values) for name, values in house.items()}}
chance = random.Random(SEED)
sentences = []
untold = 0
for name, intent in intents.intents.items():
    for template in itertools.chain.from_iterable(data.sentences for data in intent.data):
        try:
            told = list(itertools.islice(sample_sentence(template, lists, intents.expansion_rules, language="en"), LOOKED_AT))
        except Exception:  # a list that only a running Home Assistant fills
            untold += 1
            continue
        sentences += [[name, text] for text in chance.sample(told, min(TAKEN, len(told)))]
json.dump({"sentences": sentences, "untold": untold}, sys.stdout)
