import pytest

from interchange.fcpxml.markup import address, attribute, content, is_file, is_still


@pytest.mark.parametrize(
    ("url", "expected", "is_local"),
    [
        ("/a é/b.mov", "file:///a%20%C3%A9/b.mov", True),
        ("C:\\Film\\c d.mov", "file:///C:/Film/c%20d.mov", True),
        ("/100%/take #2?.mov", "file:///100%25/take%20%232%3F.mov", True),
        ("file:///done%20so.mov", "file:///done%20so.mov", True),
        ("media/SH0010.png", "media/SH0010.png", True),
        ("https://x.test/a b.mov?v=1&w=2#t", "https://x.test/a%20b.mov?v=1&w=2#t", False),
        ("a\0\ud800b", "ab", True),
    ],
)
def test_an_address_is_encoded_once(url: str, expected: str, is_local: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert address(url) == expected
    assert address(expected) == expected
    assert is_file(expected) is is_local


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("file:///a.PNG", True),
        ("https://x.test/a.jpeg?size=2", True),
        ("data:image/png;base64,AAAA", True),
        ("data:video/mp4;base64,AAAA", False),
        ("file:///a.mov", False),
        ("file:///a", False),
        ("https://[broken.png", True),
    ],
)
def test_a_still_is_known_by_its_ending(url: str, expected: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert is_still(url) is expected


def test_line_ends_stay_in_attributes_and_what_no_xml_may_hold_goes() -> None:
    text = "a\n\t\r\0\x1f\ufffe\ud800<&>\"'"
    assert attribute(text) == "a&#10;&#9;&#13;&lt;&amp;&gt;&quot;'"
    assert content(text) == "a\n\t&#13;&lt;&amp;&gt;\"'"
