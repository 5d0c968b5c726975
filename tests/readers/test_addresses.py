from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers.addresses import Address, host_of, is_web, parse, same_host, unfit

UNFIT = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "192.88.99.1",
    "198.18.0.1",
    "192.0.2.1",
    "203.0.113.7",
    "224.0.0.1",
    "224.0.1.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::8.8.8.8",
    "64:ff9b:1::10.0.0.1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2002:a9fe:a9fe::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "2001:db8::1",
    "2a00:1450::5efe:10.0.0.1",
    "2a00:1450::200:5efe:127.0.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "2a00:1450::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd00:ec2::254",
    "fd12:3456:789a::1",
    "ff02::1",
    "ff0e::1",
    "100::1",
    "4000::1",
]
FIT = [
    "8.8.8.8",
    "93.184.215.14",
    "2a00:1450:4001:80b::200e",
    "2606:4700::6810:84e5",
    "64:ff9b::8.8.8.8",
    "2002:808:808::1",
]


@pytest.mark.parametrize("ip", UNFIT)
def test_addresses_that_no_public_server_has_are_refused(ip: str) -> None:
    assert unfit(ip)


@pytest.mark.parametrize("ip", FIT)
def test_addresses_that_a_public_server_may_have_pass(ip: str) -> None:
    assert unfit(ip) is None


@given(st.ip_addresses(v=4).filter(lambda ip: not ip.is_global))
def test_an_ipv4_address_that_is_not_global_is_unfit_however_it_is_wrapped(ip: object) -> None:
    number = int.from_bytes(bytes(int(part) for part in str(ip).split(".")), "big")
    wrapped = f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1"
    assert all(unfit(written) for written in (str(ip), f"::ffff:{ip}", f"64:ff9b::{ip}", f"::{ip}", wrapped))


@given(st.ip_addresses(v=6))
def test_an_ipv6_address_that_is_not_global_is_unfit(ip: object) -> None:
    import ipaddress

    address = ipaddress.IPv6Address(str(ip))
    assert unfit(str(address)) is not None or address.is_global


@pytest.mark.parametrize(
    ("written", "parsed"),
    [
        ("http://Dor.example", Address("http", "dor.example", 80, "/")),
        (" HTTPS://dor.example./a?b=c&d#e ", Address("https", "dor.example", 443, "/a?b=c&d")),
        ("https://dor.example:8443/é ü".replace(" ", ""), Address("https", "dor.example", 8443, "/%C3%A9%C3%BC")),
        ("https://dor.example/%C3%A9", Address("https", "dor.example", 443, "/%C3%A9")),
        ("http://[2A00:1450:0::1]:80/", Address("http", "2a00:1450::1", 80, "/")),
        ("http://bücher.example/", Address("http", "xn--bcher-kva.example", 80, "/")),
        ("http://８.８.８.８/", Address("http", "8.8.8.8", 80, "/")),
        ("http://127。0。0。1/", Address("http", "127.0.0.1", 80, "/")),
    ],
)
def test_an_address_is_taken_apart(written: str, parsed: Address) -> None:
    assert parse(written) == parsed


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("ftp://dor.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http:///a", "names no host"),
        ("https://user:secret@dor.example/", "user's name or password"),
        ("https://dor.example@127.0.0.1/", "user's name or password"),
        ("https://@dor.example/", "user's name or password"),
        ("http://dor.example\\@127.0.0.1/", "characters that no address has"),
        ("http://dor.example/a\nHost: b", "characters that no address has"),
        ("http://dor.example/a\tb", "characters that no address has"),
        ("http://dor.example/a b", "characters that no address has"),
        ("http://dor.example:0/", "port 0"),
        ("http://dor.example:99999/", "not written as an address"),
        ("http://dor.example:x/", "not written as an address"),
        ("http://[::1/", "not written as an address"),
        ("http://[fe80::1%25eth0]/", "network card"),
        ("http://[v1.a]/", "no IPv6 address|not written as an address"),
        ("http://2130706433/", "no ordinary way"),
        ("http://0x7f000001/", "no ordinary way"),
        ("http://0x7f.0.0.1/", "no ordinary way"),
        ("http://0177.0.0.1/", "no ordinary way"),
        ("http://127.0.0.01/", "no ordinary way"),
        ("http://127.1/", "no ordinary way"),
        ("http://127.0.0.0x1/", "no ordinary way"),
        ("http://1.2.3.4.5/", "no ordinary way"),
        ("http://017700000001/", "no ordinary way"),
        ("http://a..b/", "names no host"),
        ("http://" + "a" * 300 + "/", "names no host"),
        ("http://dor%2eexample/", "network card|names no host"),
        ("http://dor.example/" + "a" * 10_000, "longer than"),
    ],
)
def test_what_is_no_address_to_fetch_says_why(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse(written)


@given(st.text(max_size=40))
def test_whatever_is_written_is_an_address_or_told_why_not(words: str) -> None:
    for written in (words, f"http://{words}", f"https://dor.example/{words}"):
        try:
            found = parse(written)
        except ValueError as error:
            assert str(error)
        else:
            assert str(found).isascii() and str(found).isprintable() and " " not in str(found)
            assert parse(str(found)) == found


def test_hosts_are_told_apart() -> None:
    assert same_host("https://www.dor.example/a", "http://dor.example:80/b")
    assert not same_host("https://dor.example.evil.example/", "https://dor.example/")
    assert not same_host("javascript:a", "javascript:a")
    assert host_of("https://www.dor.example/a") == "dor.example"
    assert host_of("tag:dor.example,2031:a") is None
    assert is_web("HTTPS://dor.example") and not is_web("ftp://dor.example") and not is_web("http.txt")
