"""Which addresses this program may talk to as a worker, so that nobody uses it to reach others.

Whoever registers a worker makes this program send requests from where it stands: into its own
machine, its network, a cloud's service that hands out credentials. So a host is looked up once, all
its addresses are judged, and the connection is made to an address that was judged: a name cannot
mean something else a moment later. Redirects are never followed.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, TypeAlias
from urllib.parse import SplitResult, urlsplit

from events.record import record

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

SCHEMES: Final = {"http": 80, "https": 443}
LONGEST: Final = 500
ADDRESS: Final = re.compile(r"[!-\[\]-~]+")  # plain letters, no blanks, no backslashes
HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|[0-9a-f:.]+")
# Never a worker, whatever is allowed: what hands out credentials of a cloud, and what is nobody.
NEVER: Final[tuple[Network, ...]] = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "169.254.0.0/16",
        "100.100.100.200/32",
        "192.0.0.192/32",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/128",
        "fe80::/10",
        "fd00:ec2::254/128",
        "ff00::/8",
    )
)


class ForbiddenAddressError(ValueError):
    """The text says which address, why not, and which setting would allow it."""


@record
class Policy:
    """What is allowed beside the public internet.

    `hosts`: names, `name:port` or networks such as `10.0.0.0/8`, that are allowed even if their
    addresses are private. `is_closed`: nothing else is allowed, not even the internet.
    """

    hosts: frozenset[str] = frozenset()
    allows_loopback: bool = True
    allows_private: bool = False
    is_closed: bool = False


@record
class Target:
    """A worker's address in parts. `base` has no slash at its end."""

    base: str
    host: str
    port: int
    is_secure: bool


def target(url: str) -> Target:
    """Read the address of a worker, such as `http://gpu-1:8188` or `https://farm.example/comfy`."""
    parts, port = _split(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in SCHEMES:
        raise ForbiddenAddressError("The address of a worker begins with http:// or https://.")
    if not HOST.fullmatch(host):
        raise ForbiddenAddressError(
            "The address of a worker needs a host, as in http://gpu-1:8188."
        )
    if parts.username is not None or parts.password is not None:
        raise ForbiddenAddressError(
            "Leave user and password out of the address; give them as the worker's API key."
        )
    if parts.query or parts.fragment or ".." in parts.path:
        raise ForbiddenAddressError("The address of a worker ends with its host, port or path.")
    port = port if port is not None else SCHEMES[parts.scheme]
    shown = f"[{host}]" if ":" in host else host
    base = f"{parts.scheme}://{shown}:{port}{parts.path.rstrip('/')}"
    return Target(base=base, host=host, port=port, is_secure=parts.scheme == "https")


def _split(url: str) -> tuple[SplitResult, int | None]:
    if len(url) <= LONGEST and ADDRESS.fullmatch(url):
        with suppress(ValueError):
            parts = urlsplit(url)
            return parts, parts.port
    raise ForbiddenAddressError("This is no address of a worker: write it like http://gpu-1:8188.")


def guard(url: str, addresses: Iterable[str], policy: Policy) -> tuple[str, ...]:
    """Return the addresses of a worker that may be connected to, in their order.

    One address of a host that is not allowed makes the whole host forbidden: a name that means
    something inside and something outside is a trap.
    """
    aim = target(url)
    found = [ip_address(address.partition("%")[0]) for address in addresses]
    if not found:
        raise ForbiddenAddressError(f"The host {aim.host} has no address.")
    for address in found:
        if reason := _objection(aim, _plain(address), policy):
            raise ForbiddenAddressError(reason)
    return tuple(str(address) for address in found)


def _plain(address: Address) -> Address:
    """Return the address that is really reached: an old one may hide in a new one."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address.sixtofour is not None:
            return address.sixtofour
        if address in ip_network("64:ff9b::/96"):
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _objection(aim: Target, address: Address, policy: Policy) -> str:
    where = aim.host if aim.host == str(address) else f"{aim.host} ({address})"
    if any(address in network for network in NEVER if network.version == address.version):
        return (
            f"{where} is never a worker: such addresses belong to machines and clouds themselves."
        )
    if _is_named(aim, address, policy.hosts):
        return ""
    if policy.is_closed:
        return f"{where} is not among the hosts that are allowed as workers."
    if address.is_loopback:
        return "" if policy.allows_loopback else f"{where} is this machine, which is not allowed."
    if not address.is_global and not policy.allows_private:
        return f"{where} is in a private network; allow the host or its network to use it."
    return ""


def _is_named(aim: Target, address: Address, hosts: Iterable[str]) -> bool:
    for text in hosts:
        host = text.strip().lower()
        if host in {aim.host, f"{aim.host}:{aim.port}"}:
            return True
        try:
            network = ip_network(host, strict=False)
        except ValueError:
            continue
        if network.version == address.version and address in network:
            return True
    return False
