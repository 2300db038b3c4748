"""A home told by what happened in it, and what is true of that past, worked out from the telling alone."""

import json
import math
import pathlib
import random
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HERE = pathlib.Path(__file__).parent
UNKNOWN = ("unavailable", "unknown")


class Timeline:
    """Days are counted from the day of `now`, clocks are the home's wall."""

    def __init__(self, zone: str, now: str, seed: int = 1):
        self.zone, self.now_text = ZoneInfo(zone), now
        self.today = date.fromisoformat(now[:10])
        self.now = datetime.fromisoformat(now).replace(tzinfo=self.zone).timestamp()
        self.random = random.Random(seed)
        self.entries: list[dict] = []
        self.facts: dict[str, list[tuple[float, str, str]]] = {}
        self.first_states: dict[str, str] = {}
        self.questions: list[dict] = []
        self.power: dict[str, list[tuple[float, float, float]]] = {}

    def instant(self, at: str) -> float:
        day, clock = at.split("d ")
        wall = datetime.combine(self.today + timedelta(days=int(day)), time.fromisoformat(clock))
        return wall.replace(tzinfo=self.zone).timestamp()

    def say(self, at: str, entity: str, state, user=None, context=None, parent=None, **attributes):
        entry = {"at": at, "entity_id": entity, "state": str(state)}
        if attributes:
            entry["attributes"] = attributes
        if user or context:
            entry["context"] = {"id": context or f"c{len(self.entries)}", "parent": parent, "user": user}
        self.entries.append(entry)
        self.facts.setdefault(entity, []).append((self.instant(at), str(state), at))

    def event(self, at: str, kind: str, context=None, **data):
        entry = {"at": at, "event": kind, "data": data}
        if context:
            entry["context"] = {"id": context}
        self.entries.append(entry)

    def later(self, at: str, seconds: float) -> str:
        wall = datetime.fromtimestamp(self.instant(at) + seconds, self.zone)
        return f"{self.label((wall.date() - self.today).days)}d {wall:%H:%M:%S}"

    @staticmethod
    def label(day: int) -> str:
        return "-0" if day == 0 else f"{day:+d}"

    def around(self, day: int, clock: str, minutes: int = 8) -> str:
        return self.later(f"{self.label(day)}d {clock}", self.random.randint(0, minutes * 60))

    def wave(self, entity: str, start: str, end: str, every: str, mean: float, **shape):
        self.entries.append({"every": every, "from": start, "to": end, "entity_id": entity, "wave": {"mean": mean, **shape}})

    def plateau(self, entity: str, start: str, seconds: int, watts: float):
        """A level of power with a little noise, sampled each minute."""
        self.wave(entity, start, self.later(start, seconds), "1m", watts, noise=watts / 60, decimals=1)
        begins = self.instant(start)
        self.power.setdefault(entity, []).append((begins, begins + seconds, watts))

    def machines(self, plans: dict, idle: dict, since: str, noise: float):
        """What appliances draw from then on until tomorrow: their cycles, each of plateaus of so many seconds and watts, and standby between."""
        for entity, (shape, starts) in plans.items():
            free = since
            for start in starts:
                self.wave(entity, free, start, "5m", idle[entity], noise=noise, decimals=1)
                for seconds, watts in shape:
                    self.plateau(entity, start, seconds, watts)
                    start = self.later(start, seconds)
                free = start
            self.wave(entity, free, "+1d 00:00:00", "5m", idle[entity], noise=noise, decimals=1)

    def history(self, entity: str) -> list[tuple[float, str, str]]:
        return sorted(fact for fact in self.facts.get(entity, []) if fact[0] <= self.now)

    def state(self, entity: str, at: str) -> str:
        before = [state for when, state, _ in self.history(entity) if when <= self.instant(at)]
        return before[-1] if before else self.first_states[entity]

    def turns(self, entity: str, states) -> list[str]:
        """When it became one of these from something else; coming back from unknown as it was is no turn."""
        wanted = states if isinstance(states, tuple) else (states,)
        known, turns = self.first_states[entity], []
        for _, state, at in self.history(entity):
            if state in UNKNOWN:
                continue
            if state in wanted and known not in wanted:
                turns.append(at)
            known = state
        return turns

    def within(self, turns: list[str], start: str, end: str) -> list[str]:
        return [at for at in turns if self.instant(start) <= self.instant(at) < self.instant(end)]

    def held(self, entity: str, states, start: str, end: str | None = None) -> float:
        wanted = states if isinstance(states, tuple) else (states,)
        begin, close = self.instant(start), min(self.now, self.instant(end) if end else self.now)
        facts = self.history(entity)
        marks = [(begin, self.state(entity, start))] + [(w, s) for w, s, _ in facts if begin < w < close] + [(close, "")]
        return sum(after - at for (at, state), (after, _) in zip(marks, marks[1:]) if state in wanted)

    def runs(self, entity: str, start: str, end: str, quiet: float = 1200) -> list[tuple[float, float]]:
        """Cycles of an appliance that begin in the span: plateaus with at most a pause between."""
        cycles: list[list[float]] = []
        for begin, close, _ in sorted(self.power[entity]):
            if cycles and begin - cycles[-1][1] <= quiet:
                cycles[-1][1] = close
            else:
                cycles.append([begin, close])
        return [(a, b) for a, b in cycles if self.instant(start) <= a < self.instant(end)]

    def kwh(self, entity: str, start: str, end: str, standby: float) -> float:
        low, high = self.instant(start), min(self.now, self.instant(end))
        busy = [(max(a, low), min(b, high), w) for a, b, w in self.power[entity] if b > low and a < high]
        return (sum((b - a) * (w - standby) for a, b, w in busy) + (high - low) * standby) / 3.6e6

    def ask(self, text: str, kind: str = "none", value=None, after=None, note=None, **more):
        expect = {"kind": kind, **({} if value is None else {"value": value}), **more}
        asked = {"ask": text, **({"after": after} if after else {}), "expect": expect, **({"note": note} if note else {})}
        self.questions.append(asked)

    def write(self, name: str, language: str, home: dict | None, of: str | None = None):
        """`home` has everything but the timeline; without it the questions are about the home `of` that name, or the built-in one."""
        if home:
            lists = {key: value for key, value in {**home, "timeline": self.entries}.items()}
            (HERE / f"{name}.json").write_text(a_line_each(lists))
        told = name if home else of
        asked = {"home": f"{told}.json" if told else "1", "now": self.now_text, "language": language}
        (HERE.parent / "questions" / f"{name}.json").write_text(a_line_each({**asked, "questions": self.questions}))


def a_line_each(members: dict) -> str:
    def told(value):
        if not isinstance(value, list):
            return json.dumps(value, ensure_ascii=False)
        return "[\n" + ",\n".join("    " + json.dumps(item, ensure_ascii=False) for item in value) + "\n  ]"

    return "{\n" + ",\n".join(f'  "{key}": {told(value)}' for key, value in members.items()) + "\n}\n"


def sine(mean: float, amplitude: float, elapsed: float, period: float = 86_400) -> float:
    return mean + amplitude * math.sin(2 * math.pi * elapsed / period)
