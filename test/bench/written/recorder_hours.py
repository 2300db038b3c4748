"""Core's recorder at a pace told from outside.

Lines on stdin: a state (JSON of entity_id, state, attributes), or "commit", which is what its timer does each five seconds; that is
answered by a line once the recorder has done it.
"""

import asyncio
import json
import os
import sys

from homeassistant import bootstrap, config_entries, core, loader
from homeassistant.components import recorder
from homeassistant.components.recorder.tasks import CommitTask
from homeassistant.helpers import recorder as recorder_helper
from homeassistant.setup import async_setup_component

NEVER = 86_400  # seconds: the timer is played


async def main(directory: str) -> None:
    """Set up a recorder alone and feed it until stdin ends."""
    hass = core.HomeAssistant(directory)
    loader.async_setup(hass)
    hass.config_entries = config_entries.ConfigEntries(hass, {})
    await bootstrap.async_load_base_functionality(hass)
    recorder_helper.async_initialize_recorder(hass)
    await async_setup_component(hass, "recorder", {"recorder": {"commit_interval": NEVER}})
    hass.set_state(core.CoreState.running)
    instance = recorder.get_instance(hass)
    await instance.async_db_ready
    await hass.async_start()
    await instance.async_block_till_done()
    print("ready", flush=True)
    for line in sys.stdin:
        if line == "commit\n":
            await asyncio.sleep(0)
            instance.queue_task(CommitTask())
            await instance.async_block_till_done()
            print("committed", flush=True)
        else:
            state = json.loads(line)
            hass.states.async_set(state["entity_id"], state["state"], state["attributes"], True)
    os._exit(0)


asyncio.run(main(sys.argv[1]))
