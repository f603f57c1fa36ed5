"""Which addresses a page may be fetched from: by default none of this machine and none of a private network.

A page that the user names may redirect to one that they would never name, such as a cloud's metadata service; so every
hop is resolved and checked, and the connection goes to the very address that was checked, so that a second look-up
cannot answer differently.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from ..errors import ReadError
from .story import quoted

_NAT64 = IPv6Network("64:ff9b::/96")


def checked_address(host: str, port: int, allow_private: bool) -> str:
    """The IP address to connect to for a host. Raises ReadError if there is none, or any of them is private."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ReadError(f"The name {quoted(host)} does not resolve; check the address and the network.") from None
    addresses = [str(entry[4][0]).split("%")[0] for entry in found]
    if not allow_private and any(is_private(ip_address(address)) for address in addresses):
        raise ReadError(
            f"{quoted(host)} is an address of this machine or a private network, which is not fetched; "
            "if you trust it, turn on the setting allow_private_urls (SUMMARIZER_ALLOW_PRIVATE_URLS=1)."
        )
    return addresses[0]


def is_private(address: IPv4Address | IPv6Address) -> bool:
    """True for whatever is not plainly public, also where an IPv6 address wraps an IPv4 one."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_private(inner)
    return not address.is_global or address.is_multicast
