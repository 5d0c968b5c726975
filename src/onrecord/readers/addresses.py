"""Addresses on the web, and which machines they may lead to: servers on the public internet and no others."""

from __future__ import annotations

import ipaddress
import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from onrecord.limits import MAX_FIELD_CHARS

PORTS: Final = {"http": 80, "https": 443}
_NAME: Final = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_KEPT: Final = "/%:@!$&'()*+,;=~"
_PUBLIC: Final = ipaddress.IPv6Network("2000::/3")
_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")
# What some Python's tables call global and that yet is no server's: protocols' own, relays of 6to4, a cloud's own.
_SPECIAL: Final = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
_ISATAP: Final = (0x00005EFE, 0x02005EFE)


class Address(msgspec.Struct, frozen=True):
    """An address taken apart; `host` is a name in lower case and ASCII, or an IP address without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """The host, and the port where it is not the usual one, as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.site}{self.path}"


def is_web(source: str) -> bool:
    """Whether a source is an address on the web and no file."""
    return source[:8].lower().startswith(("http://", "https://"))


def parse(written: str) -> Address:
    """An address as people and pages write it; raises ValueError that says, for people, why it is not fetched."""
    words = written.strip()
    if len(words) > MAX_FIELD_CHARS:
        raise ValueError(f"its address is longer than {MAX_FIELD_CHARS:,} characters")
    if not words.isprintable() or set(words) & set(' \\<>"'):
        raise ValueError("its address holds characters that no address has")
    try:
        parts = urlsplit(words)
        host, port = (parts.hostname or ""), parts.port
    except ValueError:
        raise ValueError("it is not written as an address on the web is") from None
    if parts.scheme not in PORTS:
        raise ValueError("only http and https are fetched")
    if "[" in parts.netloc and ":" not in host:
        raise ValueError("what stands in brackets is no IPv6 address")
    if "@" in parts.netloc:
        raise ValueError("its address holds a user's name or password")
    if port == 0:
        raise ValueError("there is no port 0")
    path = quote(parts.path or "/", _KEPT) + ("?" + quote(parts.query, _KEPT + "?[]") if parts.query else "")
    return Address(parts.scheme, _host(host), port or PORTS[parts.scheme], path)


def joined(base: str, link: str) -> str:
    """The address that a link found at `base` leads to; the link itself where the two do not make one."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def unfit(written: str) -> str | None:
    """What kind of IP address this is where no server on the public internet has one like it; None where one may."""
    if "%" in written:
        return "an address of one network card"
    address = ipaddress.ip_address(written)
    if isinstance(address, ipaddress.IPv4Address):
        return _unfit_v4(address)
    if address.ipv4_mapped is not None or int(address) >> 32 == 0:
        return _kind(address) if address.is_loopback or address.is_unspecified else "an IPv4 address written as IPv6"
    if address in _TRANSLATED:
        return _unfit_v4(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if address not in _PUBLIC or not address.is_global or address.is_multicast:
        return _kind(address)
    # What is wrapped in it, and where a tunnel would lead: 6to4, ISATAP (Teredo is not global to begin with).
    inner = [address.sixtofour] if address.sixtofour is not None else []
    if int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return next((why for why in map(_unfit_v4, inner) if why is not None), None)


def same_host(one: str, other: str) -> bool:
    """Whether two addresses are of one host, with or without "www."."""
    return host_of(one) == host_of(other) is not None


def host_of(written: str) -> str | None:
    """The host of an address without "www."; None where it is not one of the web."""
    try:
        return parse(written).host.removeprefix("www.")
    except ValueError:
        return None


def _unfit_v4(address: ipaddress.IPv4Address) -> str | None:
    special = not address.is_global or address.is_multicast or any(address in network for network in _SPECIAL)
    return _kind(address) if special else None


def _kind(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    if address.is_loopback:
        return "an address of this machine itself"
    if address.is_link_local:
        return "an address of this network only, where machines in a cloud find their keys"
    if address.is_multicast:
        return "an address of many machines at once"
    if address.is_unspecified or address.is_reserved:
        return "an address of no machine"
    return "an address of a private network or of a special purpose"


def _host(written: str) -> str:
    """The host as it is looked up; raises ValueError for spellings that programs read in different ways."""
    host = written.rstrip(".")
    if ":" in host or "%" in host:
        if "%" in host:
            raise ValueError("its address names a network card")
        try:
            return ipaddress.IPv6Address(host).compressed
        except ValueError:
            raise ValueError(f"{host} is no IPv6 address") from None
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        name = ""
    if not _NAME.fullmatch(name):
        raise ValueError("it names no host")
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            raise ValueError(f"{name} is no ordinary way to write an IP address") from None
    return name
