"""Which addresses may be workers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.guard import ForbiddenAddressError, Policy, guard, target

URL = "http://gpu-1:8188"
LAN = Policy(allows_private=True)
CLOSED = Policy(is_closed=True, hosts=frozenset({"farm.example", "gpu-1:8188", "10.0.0.0/8"}))


def refusal(url: str, addresses: list[str], policy: Policy = LAN) -> str:
    with pytest.raises(ForbiddenAddressError) as caught:
        guard(url, addresses, policy)
    return str(caught.value)


def test_an_address_is_read_in_its_parts() -> None:
    found = target("https://Farm.Example:8443/comfy/")
    assert found.base == "https://farm.example:8443/comfy"
    assert (found.host, found.port, found.is_secure) == ("farm.example", 8443, True)
    assert target("http://[::1]:8188").base == "http://[::1]:8188"
    assert target("https://farm.example").port == 443


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("ftp://gpu-1", "The address of a worker begins with http:// or https://."),
        ("gpu-1:8188", "The address of a worker begins with http:// or https://."),
        ("http://", "The address of a worker needs a host, as in http://gpu-1:8188."),
        ("http://-:1", "The address of a worker needs a host, as in http://gpu-1:8188."),
        ("http://me:secret@gpu-1", "Leave user and password out of the address"),
        ("http://gpu-1/?x=1", "The address of a worker ends with its host, port or path."),
        ("http://gpu-1/../x", "The address of a worker ends with its host, port or path."),
        ("http://gpu-1:99999", "This is no address of a worker"),
        ("http://gpu-1 :80", "This is no address of a worker"),
        ("http://gpu\\1", "This is no address of a worker"),
        ("http://gpü", "This is no address of a worker"),
        ("http://[::1", "This is no address of a worker"),
        ("http://" + "a" * 500, "This is no address of a worker"),
        ("", "This is no address of a worker"),
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(url: str, sentence: str) -> None:
    with pytest.raises(ForbiddenAddressError) as caught:
        target(url)
    assert str(caught.value).startswith(sentence)


def test_the_internet_and_this_machine_are_allowed_at_first_and_private_networks_are_not() -> None:
    assert guard(URL, ["93.184.215.14", "2606:2800:21f::1"], Policy()) == (
        "93.184.215.14",
        "2606:2800:21f::1",
    )
    assert guard("http://127.0.0.1:8188", ["127.0.0.1"], Policy()) == ("127.0.0.1",)
    for private in ("10.1.2.3", "192.168.0.7", "172.16.0.1", "100.64.0.1", "fd12::1"):
        assert refusal(URL, [private], Policy()) == (
            f"gpu-1 ({private}) is in a private network; allow the host or its network to use it."
        )
        assert guard(URL, [private], LAN) == (private,)


def test_this_machine_can_be_closed() -> None:
    policy = Policy(allows_loopback=False)
    assert refusal("http://[::1]", ["::1"], policy) == "::1 is this machine, which is not allowed."


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "0.0.0.0",  # noqa: S104 - an address to be refused
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "ff02::1",
        "::ffff:169.254.169.254",
        "2002:a9fe:a9fe::1",
        "64:ff9b::a9fe:a9fe",
    ],
)
def test_some_addresses_are_never_workers_however_they_are_written(address: str) -> None:
    everything = Policy(allows_private=True, hosts=frozenset({"gpu-1", "0.0.0.0/0", "::/0"}))
    assert "is never a worker" in refusal(URL, [address], everything)


def test_an_old_address_in_a_new_one_is_judged_as_the_old_one() -> None:
    assert "private network" in refusal(URL, ["::ffff:10.0.0.1"], Policy())
    assert guard(URL, ["::ffff:8.8.8.8"], Policy()) == ("::ffff:808:808",)


def test_one_bad_address_makes_the_host_forbidden() -> None:
    assert "never a worker" in refusal(URL, ["8.8.8.8", "169.254.169.254"])


def test_a_host_without_addresses_is_refused() -> None:
    assert refusal(URL, []) == "The host gpu-1 has no address."


def test_named_hosts_and_networks_are_allowed_and_when_closed_nothing_else() -> None:
    assert guard(URL, ["192.168.0.7"], CLOSED) == ("192.168.0.7",)
    assert guard("http://other", ["10.9.8.7"], CLOSED) == ("10.9.8.7",)
    assert guard("https://farm.example", ["8.8.8.8"], CLOSED) == ("8.8.8.8",)
    assert refusal("http://gpu-1:9999", ["192.168.0.7"], CLOSED) == (
        "gpu-1 (192.168.0.7) is not among the hosts that are allowed as workers."
    )
    assert "not among" in refusal("http://other", ["8.8.8.8"], CLOSED)


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        found = target(text)
    except ForbiddenAddressError:
        return
    assert found.base.startswith(("http://", "https://"))
    assert target(found.base) == found
