"""Names and limits of the integration."""

from __future__ import annotations

from typing import Final

DOMAIN: Final = "homeops"

CONF_FINGERPRINT: Final = "fingerprint"
"""SHA-256 of the certificate that a person has confirmed, as hexadecimal digits."""
CONF_APP: Final = "app"
"""The slug of the app that the Supervisor told of."""
CONF_HOME: Final = "home"
"""The number of the home on that server."""
CONF_KINDS: Final = "kinds"
"""Option: which kinds of what is worth telling the event entity hears; all where left out."""

SCHEMA: Final = 1
"""The contract that this integration speaks; the server says which ones it does when it greets."""

DEFAULT_URL: Final = "http://homeassistant.local:8099"

KINDS: Final = ("state", "automation", "action", "other")
"""The kinds of what is worth telling."""

SEVERITIES: Final = ("info", "warning", "error", "critical")
"""How bad a finding is, from the mildest on."""

VERBS: Final = (
    "fixed",
    "snooze",
    "wake",
    "mute_subject",
    "mute_check",
    "unmute",
    "not_a_problem",
    "a_problem",
)
"""What can be done about a finding."""

NEWS: Final = ("opened", "reopened", "changed", "closed", "fixed", "not_a_problem")
"""What becomes of a finding."""
