"""Prints the entity domains of the installed package, and their device classes."""

import enum
import importlib
import json
import pathlib

import homeassistant.components
from homeassistant.const import Platform

ROOT = pathlib.Path(homeassistant.components.__path__[0])
DOMAINS = {str(platform) for platform in Platform}
for source in ROOT.glob("*/__init__.py"):
    text = source.read_text()
    if "EntityComponent(" in text or "EntityComponent[" in text or source.parent.name == "sun":
        DOMAINS.add(source.parent.name)

CLASSES: dict[str, list[str]] = {}
for domain in sorted(DOMAINS):
    for name in (domain, f"{domain}.const"):
        try:
            module = importlib.import_module(f"homeassistant.components.{name}")
        except ImportError:  # no const, or the library of a service is not installed
            continue
        for label, kind in vars(module).items():
            is_class = isinstance(kind, type) and issubclass(kind, enum.Enum) and label.endswith("DeviceClass")
            if is_class and kind.__module__.startswith(f"homeassistant.components.{domain}"):
                CLASSES[domain] = sorted(str(member.value) for member in kind)

print(json.dumps({"domains": sorted(DOMAINS), "classes": CLASSES}))
