"""Runs pytest. The plugin's last release knows Core 2026.10, and two things have moved in it since."""

import sys

import homeassistant  # noqa: F401 - before anything imports httpx, for which it sets an alias
from homeassistant.components import logger
from homeassistant.components.logger import helpers

logger._clear_logger_overwrites = helpers._clear_logger_overwrites  # type: ignore[attr-defined]

import pytest  # noqa: E402

sys.exit(pytest.main())
