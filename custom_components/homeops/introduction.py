"""The first words with a server, before there is an entry."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
import hashlib
import ssl
from typing import Any

from yarl import URL

from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.util.ssl import create_no_verify_ssl_context

from .client import HomeOpsClient, HomeOpsError, HomeOpsNotHomeOps
from .issues import mismatch
from .live import Greeting

_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Home:
    """A home that the server remembers."""

    number: int
    key: str
    name: str


async def greet(hass: HomeAssistant, server: Mapping[str, str], fingerprint: str | None) -> list[Home]:
    """Ask which homes there are; at least one.

    Raises HomeOpsError or one of its kinds, also where the two do not understand each other.
    """
    session = async_get_clientsession(hass)
    client = HomeOpsClient(session, server[CONF_URL], server[CONF_TOKEN], fingerprint)
    try:
        said = await client.ask("integration/greet")
    except HomeOpsError as error:
        if error.code == "unknown_command":
            raise HomeOpsError("server_too_old", error.message) from error
        raise
    try:
        homes = [_home(one) for one in said["homes"]]
        schema = said["schema"]
        greeting = Greeting(str(said["version"]), int(schema["min"]), int(schema["max"]))
    except (KeyError, TypeError, ValueError) as error:
        raise HomeOpsNotHomeOps("not_homeops", "What answers is not HomeOps") from error
    if wrong := mismatch(greeting):
        raise HomeOpsError(wrong, greeting.version)
    if not homes:
        raise HomeOpsError("no_home", "There is no home yet")
    return homes


def _home(said: Mapping[str, Any]) -> Home:
    return Home(int(said["home"]), str(said["key"]), str(said["name"]))


async def fingerprint_of(url: str) -> str | None:
    """Look at the certificate that answers at an address; no secret is sent."""
    address = URL(url)
    try:
        async with asyncio.timeout(_SECONDS):
            _, writer = await asyncio.open_connection(
                address.host, address.port, ssl=create_no_verify_ssl_context()
            )
    except OSError, TimeoutError:
        return None
    seen: ssl.SSLObject = writer.get_extra_info("ssl_object")
    certificate = seen.getpeercert(binary_form=True)
    writer.close()
    return hashlib.sha256(certificate).hexdigest() if certificate else None
