"""A server with a certificate that nobody vouches for: confirmed once by its fingerprint, then pinned."""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
from pathlib import Path
import ssl
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.homeops.const import CONF_FINGERPRINT, CONF_HOME, DOMAIN
from custom_components.homeops.introduction import fingerprint_of
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import TOKEN, URL, ask
from .odd_server import odd_server
from .test_config_flow import begin, step
from .waiting import shows


def certificate(folder: Path) -> tuple[ssl.SSLContext, str]:
    """Make one for this address, and its fingerprint."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "HomeOps")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(exist_ok=True)
    pem = folder / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context, hashlib.sha256(made.public_bytes(serialization.Encoding.DER)).hexdigest()


async def test_of_the_real_server_is_the_one_that_it_tells_of_itself(hass: HomeAssistant) -> None:
    said = await ask("system/status")
    address = {CONF_URL: URL.replace("http:", "https:"), CONF_TOKEN: TOKEN}
    result = await step(hass, await begin(hass), address)
    assert result["step_id"] == "certificate"
    assert result["description_placeholders"]["fingerprint"] == said["tls"]["fingerprint"]
    result = await step(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await shows(hass, "sensor.homeops_connection", "live")
    assert await hass.config_entries.async_unload(result["result"].entry_id)


async def test_is_shown_for_a_yes_and_then_pinned(hass: HomeAssistant, tmp_path: Path) -> None:
    context, fingerprint = await hass.async_add_executor_job(certificate, tmp_path)
    async with odd_server(context) as odd:
        result = await step(hass, await begin(hass), {CONF_URL: odd.url, CONF_TOKEN: "any"})
        assert result["step_id"] == "certificate"
        shown = result["description_placeholders"]["fingerprint"]
        assert shown.replace(":", "").lower() == fingerprint
        result = await step(hass, result, {})
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert result["data"][CONF_FINGERPRINT] == fingerprint
        await hass.async_block_till_done()
        entry = result["result"]
        assert entry.state is ConfigEntryState.LOADED
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_another_certificate_is_not_taken_until_somebody_says_so(
    hass: HomeAssistant, tmp_path: Path
) -> None:
    context, fingerprint = await hass.async_add_executor_job(certificate, tmp_path)
    async with odd_server(context) as odd:
        data: dict[str, Any] = {
            CONF_URL: odd.url,
            CONF_TOKEN: "any",
            CONF_HOME: 1,
            CONF_FINGERPRINT: "00" * 32,
        }
        entry = MockConfigEntry(domain=DOMAIN, unique_id="k" * 32, data=data)
        entry.add_to_hass(hass)
        assert not await hass.config_entries.async_setup(entry.entry_id)
        assert entry.state is ConfigEntryState.SETUP_ERROR
        assert entry.error_reason_translation_key == "certificate_unknown"
        [flow] = hass.config_entries.flow.async_progress()
        result = await step(hass, flow, {CONF_TOKEN: "any"})
        assert result["step_id"] == "certificate"
        odd.greeting, odd.status = {"error": {"code": "database_away", "message": "Wait"}}, 503
        result = await step(hass, result, {})
        assert result["errors"] == {"base": "refused"}
        odd.greeting, odd.status = None, 200
        result = await step(hass, result, {})
        assert result["reason"] == "reauth_successful"
        await hass.async_block_till_done()
        assert entry.data[CONF_FINGERPRINT] == fingerprint
        assert entry.state is ConfigEntryState.LOADED
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_a_server_that_went_away_meanwhile_is_unreachable(
    hass: HomeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(url: str) -> None:
        return None

    monkeypatch.setattr("custom_components.homeops.config_flow.fingerprint_of", gone)
    context, _ = await hass.async_add_executor_job(certificate, tmp_path)
    async with odd_server(context) as odd:
        result = await step(hass, await begin(hass), {CONF_URL: odd.url, CONF_TOKEN: "any"})
        assert result["errors"] == {"base": "unreachable"}


async def test_where_nothing_answers_there_is_no_fingerprint(hass: HomeAssistant) -> None:
    assert await fingerprint_of("https://127.0.0.1:1") is None
