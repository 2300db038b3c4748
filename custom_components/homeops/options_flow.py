"""What may be chosen of a home while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.config_entries import ConfigFlowResult, OptionsFlowWithReload
from homeassistant.helpers.selector import SelectSelector, SelectSelectorConfig

from .const import CONF_KINDS, KINDS

if TYPE_CHECKING:
    import probatio as vol
else:
    import voluptuous as vol  # Core gives the other one under this name since 2026.9

_KINDS = SelectSelector(SelectSelectorConfig(options=list(KINDS), multiple=True, translation_key=CONF_KINDS))


class HomeOpsOptionsFlow(OptionsFlowWithReload):
    """Which kinds of what is worth telling the event entity hears."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for them."""
        if user_input is not None:
            return self.async_create_entry(data=user_input)
        chosen = self.config_entry.options.get(CONF_KINDS, list(KINDS))
        return self.async_show_form(
            step_id="init",
            data_schema=vol.Schema({vol.Required(CONF_KINDS, default=chosen): _KINDS}),
        )
