"""Words of the environment that a node understands, and the refusal of others."""

from liaison.kernel.errors import LiaisonError

TRANSPORTS = ("", "direct", "proxy")


class EnvironmentWordError(LiaisonError):
    """A `LIAISON_*` variable says something that a node does not understand."""


def transport(stated: str) -> str:
    """How TLS reaches this node: empty for not at all, `direct` or `proxy`.

    Raises:
        EnvironmentWordError: another word, which might be meant as either.
    """
    if stated not in TRANSPORTS:
        raise EnvironmentWordError(
            "this is no way to speak TLS",
            value=stated,
            remedy="Set LIAISON_TLS to direct or proxy, or leave it out.",
        )
    return stated


def seconds(minutes: str) -> int:
    """A number of whole minutes, in seconds.

    Raises:
        EnvironmentWordError: it is no number from 1 on.
    """
    if not minutes.isdecimal() or int(minutes) < 1:
        raise EnvironmentWordError(
            "this is no number of minutes", value=minutes, remedy="Set LIAISON_IDLE_MINUTES to 1 or more."
        )
    return int(minutes) * 60
