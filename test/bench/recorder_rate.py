"""Feeds states (JSON lines of entity_id, state, attributes on stdin) to Core's recorder and prints how fast it commits them, and their size."""

import asyncio
import contextlib
import json
import os
import sqlite3
import sys
import tempfile
import time

from homeassistant import bootstrap, config_entries, core, loader
from homeassistant.components import recorder
from homeassistant.helpers import recorder as recorder_helper
from homeassistant.setup import async_setup_component

AT_ONCE = 2_000  # the event loop is left to itself that often, as in a living home


async def main(directory: str) -> None:
    """Set up a recorder alone, feed it, and wait for its last commit."""
    hass = core.HomeAssistant(directory)
    loader.async_setup(hass)
    hass.config_entries = config_entries.ConfigEntries(hass, {})
    await bootstrap.async_load_base_functionality(hass)
    recorder_helper.async_initialize_recorder(hass)
    await async_setup_component(hass, "recorder", {"recorder": {"commit_interval": 1}})
    hass.set_state(core.CoreState.running)
    instance = recorder.get_instance(hass)
    await instance.async_db_ready
    await hass.async_start()
    database = os.path.join(directory, "home-assistant_v2.db")
    await instance.async_block_till_done()
    states = [json.loads(line) for line in sys.stdin]
    before = size(database)
    began = time.perf_counter()
    for number, state in enumerate(states):
        hass.states.async_set(state["entity_id"], state["state"], state["attributes"], True)
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)
    await instance.async_block_till_done()
    seconds = time.perf_counter() - began
    print(json.dumps({"rate": len(states) / seconds, "bytes": (size(database) - before) / len(states)}))
    sys.stdout.flush()
    os._exit(0)


def size(database: str) -> int:
    """Return the bytes of the database once its journal is folded in."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    return os.path.getsize(database)


with tempfile.TemporaryDirectory() as folder:
    asyncio.run(main(folder))
