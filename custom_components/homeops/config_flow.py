"""Adds a home, and what may be changed of it later."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from homeassistant.config_entries import (
    SOURCE_REAUTH,
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
)
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from homeassistant.helpers.service_info.hassio import HassioServiceInfo

from .client import HomeOpsCertificateUnknown, HomeOpsError
from .const import CONF_APP, CONF_FINGERPRINT, CONF_HOME, DEFAULT_URL, DOMAIN
from .introduction import Home, fingerprint_of, greet
from .options_flow import HomeOpsOptionsFlow

if TYPE_CHECKING:
    import probatio as vol
else:
    import voluptuous as vol  # Core gives the other one under this name since 2026.9

_TOKEN = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))
_ADDRESS = vol.Schema(
    {
        vol.Required(CONF_URL): TextSelector(TextSelectorConfig(type=TextSelectorType.URL)),
        vol.Required(CONF_TOKEN): _TOKEN,
    }
)


class HomeOpsConfigFlow(ConfigFlow, domain=DOMAIN):
    """By the Supervisor, or by address and token; each home once."""

    VERSION = 1

    def __init__(self) -> None:
        """Know nothing yet."""
        self._server: dict[str, Any] = {}
        self._homes: list[Home] = []
        self._fingerprint: str | None = None
        self._app = ""

    @staticmethod
    @callback
    def async_get_options_flow(config_entry: ConfigEntry) -> HomeOpsOptionsFlow:
        """Offer what may be chosen while it runs."""
        return HomeOpsOptionsFlow()

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for an address and a token."""
        return await self._address("user", user_input, {CONF_URL: DEFAULT_URL})

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for another address or token of the same home."""
        known = self._get_reconfigure_entry().data
        return await self._address("reconfigure", user_input, {CONF_URL: known[CONF_URL]})

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Begin where the server refused the token, or its certificate is another one."""
        self._server = {key: entry_data[key] for key in (CONF_URL, CONF_APP) if key in entry_data}
        self._fingerprint = entry_data.get(CONF_FINGERPRINT)
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for a token."""
        if user_input is not None:
            self._server[CONF_TOKEN] = user_input[CONF_TOKEN]
        return await self._form(
            "reauth_confirm",
            user_input,
            {"url": self._server[CONF_URL]},
            vol.Schema({vol.Required(CONF_TOKEN): _TOKEN}),
        )

    async def async_step_hassio(self, discovery_info: HassioServiceInfo) -> ConfigFlowResult:
        """Hear from the Supervisor where the app is."""
        config = discovery_info.config
        scheme = "https" if config.get("ssl") else "http"
        self._server = {
            CONF_URL: f"{scheme}://{config['host']}:{config['port']}",
            CONF_TOKEN: config["auth_token"],
        }
        self._fingerprint = config.get(CONF_FINGERPRINT)
        self._app = discovery_info.name
        await self.async_set_unique_id(discovery_info.uuid)
        self._async_abort_entries_match(self._server)
        self._server[CONF_APP] = discovery_info.slug
        with suppress(HomeOpsError):  # the app may still be starting: asked again once somebody confirms
            self._homes = await greet(self.hass, self._server, self._fingerprint)
        if len(self._homes) == 1:
            await self.async_set_unique_id(self._homes[0].key)
            self._abort_if_unique_id_configured(updates=self._data(self._homes[0]))
        self.context["title_placeholders"] = {"name": self._app}
        return await self.async_step_hassio_confirm()

    async def async_step_hassio_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether to add what the Supervisor told of."""
        return await self._form("hassio_confirm", user_input, {"app": self._app})

    async def async_step_certificate(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the fingerprint of a certificate that no authority vouches for."""
        fingerprint = self._fingerprint or ""
        pairs = ":".join(fingerprint[at : at + 2] for at in range(0, len(fingerprint), 2)).upper()
        return await self._form(
            "certificate", user_input, {"url": self._server[CONF_URL], "fingerprint": pairs}
        )

    async def async_step_home(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which home is meant, where the server has several."""
        if user_input is not None:
            chosen = next(one for one in self._homes if one.key == user_input[CONF_HOME])
            return await self._finish(chosen)
        options = [SelectOptionDict(value=one.key, label=one.name) for one in self._homes]
        return self.async_show_form(
            step_id="home",
            data_schema=vol.Schema(
                {vol.Required(CONF_HOME): SelectSelector(SelectSelectorConfig(options=options))}
            ),
        )

    async def _address(
        self, step_id: str, user_input: dict[str, Any] | None, suggested: dict[str, Any]
    ) -> ConfigFlowResult:
        if user_input is not None:
            url = user_input[CONF_URL].strip().rstrip("/")
            self._server = {CONF_URL: url, CONF_TOKEN: user_input[CONF_TOKEN].strip()}
            self._fingerprint = None
        schema = self.add_suggested_values_to_schema(_ADDRESS, user_input or suggested)
        return await self._form(step_id, user_input, {}, schema)

    async def _form(
        self,
        step_id: str,
        user_input: dict[str, Any] | None,
        placeholders: dict[str, str],
        schema: vol.Schema | None = None,
    ) -> ConfigFlowResult:
        """Greet the server once somebody has answered; ask, or ask again and say what is wrong."""
        errors: dict[str, str] = {}
        reason = ""
        if user_input is not None:
            answer, errors, reason = await self._greeted()
            if answer is not None:
                return answer
        return self.async_show_form(
            step_id=step_id,
            data_schema=schema,
            errors=errors,
            description_placeholders={**placeholders, "reason": reason},
        )

    async def _greeted(self) -> tuple[ConfigFlowResult | None, dict[str, str], str]:
        """Go on with what the server says; else what is wrong, and why."""
        try:
            self._homes = await greet(self.hass, self._server, self._fingerprint)
        except HomeOpsCertificateUnknown:
            self._fingerprint = await fingerprint_of(self._server[CONF_URL])
            if self._fingerprint:
                return await self.async_step_certificate(), {}, ""
            return None, {"base": "unreachable"}, ""
        except HomeOpsError as error:
            known = error.code if error.code in _SAID else "refused"
            return None, {"base": known}, error.message
        if self.source in (SOURCE_REAUTH, SOURCE_RECONFIGURE):
            return await self._same_home(), {}, ""
        if len(self._homes) == 1:
            return await self._finish(self._homes[0]), {}, ""
        return await self.async_step_home(), {}, ""

    async def _same_home(self) -> ConfigFlowResult:
        entry = self._get_reauth_entry() if self.source == SOURCE_REAUTH else self._get_reconfigure_entry()
        for home in self._homes:
            if home.key == entry.unique_id:
                return self.async_update_reload_and_abort(entry, data=self._data(home))
        return self.async_abort(reason="another_home")

    async def _finish(self, home: Home) -> ConfigFlowResult:
        await self.async_set_unique_id(home.key, raise_on_progress=False)
        self._abort_if_unique_id_configured(updates=self._data(home))
        title = "HomeOps" if len(self._homes) == 1 else f"HomeOps {home.name}"
        return self.async_create_entry(title=title, data=self._data(home))

    def _data(self, home: Home) -> dict[str, Any]:
        pinned = {CONF_FINGERPRINT: self._fingerprint} if self._fingerprint else {}
        return {**self._server, **pinned, CONF_HOME: home.number}


_SAID = (
    "unreachable",
    "unauthorized",
    "not_homeops",
    "server_too_old",
    "server_too_new",
    "no_home",
    "plain_http_refused",
)
