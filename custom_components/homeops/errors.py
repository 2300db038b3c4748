"""What can go wrong on the way to a HomeOps server."""

from __future__ import annotations

import aiohttp


class HomeOpsError(Exception):
    """The server refused; the message is a sentence that says what to do."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the code for programs beside the sentence for people."""
        super().__init__(message)
        self.code = code
        self.message = message


class HomeOpsUnreachable(HomeOpsError):
    """Nothing answers at that address."""


class HomeOpsCertificateUnknown(HomeOpsUnreachable):
    """No authority vouches for the server's certificate, or it is not the one that was confirmed."""


class HomeOpsTokenRefused(HomeOpsError):
    """The server does not know the token."""


class HomeOpsNotHomeOps(HomeOpsError):
    """Something else answers there."""


def unreachable(error: BaseException) -> HomeOpsUnreachable:
    """Tell why nothing answers."""
    why = str(error) or type(error).__name__
    if isinstance(error, (aiohttp.ClientConnectorCertificateError, aiohttp.ServerFingerprintMismatch)):
        return HomeOpsCertificateUnknown("certificate_unknown", why)
    return HomeOpsUnreachable("unreachable", why)


def token_refused() -> HomeOpsTokenRefused:
    """Tell what the live socket says by a status only."""
    return HomeOpsTokenRefused("unauthorized", "This API token is not the one of this HomeOps")


def not_homeops() -> HomeOpsNotHomeOps:
    """Tell that another program answers."""
    return HomeOpsNotHomeOps("not_homeops", "What answers at this address is not HomeOps")
