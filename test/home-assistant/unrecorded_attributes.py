"""Prints, by entity domain (* is every domain), the attributes that Core declares unrecorded, read from the classes of the installed package."""

import importlib
import inspect
import json
import pathlib

import homeassistant.components
from homeassistant.components.recorder.db_schema import ALL_DOMAIN_EXCLUDE_ATTRS

FOUND: dict[str, set[str]] = {"*": {str(attribute) for attribute in ALL_DOMAIN_EXCLUDE_ATTRS}}

for source in sorted(pathlib.Path(homeassistant.components.__path__[0]).glob("*/*.py")):
    if source.name not in ("__init__.py", "entity.py") or "unrecorded_attributes" not in source.read_text():
        continue
    domain = source.parent.name
    name = f"homeassistant.components.{domain}" + ("" if source.name == "__init__.py" else ".entity")
    try:
        module = importlib.import_module(name)
    except ImportError:  # an integration whose own library is not installed: no entity domain is
        continue
    for _, entity in inspect.getmembers(module, inspect.isclass):
        if entity.__module__ != name:
            continue
        for declared in ("_entity_component_unrecorded_attributes", "_unrecorded_attributes"):
            names = {str(attribute) for attribute in entity.__dict__.get(declared, ())}
            if names and "*" not in names:
                FOUND.setdefault(domain, set()).update(names)

print(json.dumps({domain: sorted(names) for domain, names in sorted(FOUND.items())}, indent=2))
