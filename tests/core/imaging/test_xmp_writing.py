"""What people say goes into sidecars of other programs, and out again, and nothing else in them changes."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.imaging.metadata import Claims, Metadata, NotUnderstood, agreed
from core.imaging.saying import Saying
from core.imaging.xmp import read_xmp
from core.imaging.xmp_writing import amend, without_ours

LIGHTROOM = """<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
   xmp:Rating="3" crs:Exposure2012="+0.35">
   <dc:subject><rdf:Bag><rdf:li>Cat</rdf:li><rdf:li>tree</rdf:li></rdf:Bag></dc:subject>
   <!-- kept -->
   <lr:hierarchicalSubject>
    <rdf:Bag>
     <rdf:li>Animals|Cat</rdf:li>
     <rdf:li>tree</rdf:li>
    </rdf:Bag>
   </lr:hierarchicalSubject>
   <dc:title>
    <rdf:Alt><rdf:li xml:lang="x-default">Before</rdf:li><rdf:li xml:lang="de">Vorher</rdf:li></rdf:Alt>
   </dc:title>
   <crs:ToneCurve><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>255, 255</rdf:li></rdf:Seq></crs:ToneCurve>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""
"""Rating as an attribute, a tree of tags, a title in two languages."""

EXIFTOOL = """<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Image::ExifTool 12.57'>
<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>

 <rdf:Description rdf:about=''
  xmlns:dk='http://www.digikam.org/ns/1.0/'>
  <dk:TagsList>
   <rdf:Seq>
    <rdf:li>Places/Rome</rdf:li>
   </rdf:Seq>
  </dk:TagsList>
 </rdf:Description>

 <rdf:Description rdf:about=''
  xmlns:xmp='http://ns.adobe.com/xap/1.0/'>
  <xmp:Rating>1</xmp:Rating>
 </rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end='w'?>"""
"""A description for each namespace, a prefix of its own, no new line at the end."""

DARKTABLE = """<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:darktable="http://darktable.sf.net/"
   xmp:Rating="-1" darktable:history_end="2">
   <darktable:history>
    <rdf:Seq>
     <rdf:li darktable:num="0" darktable:operation="exposure"/>
    </rdf:Seq>
   </darktable:history>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""

SAMPLES = {"Lightroom": LIGHTROOM, "ExifTool": EXIFTOOL, "darktable": DARKTABLE}


def read(data: bytes) -> Metadata:
    return agreed(Claims(), read_xmp(data), Claims())


def canonical(data: bytes) -> str:
    """Comments, order and prefixes count; white space between elements does not."""
    written = io.StringIO()
    ElementTree.canonicalize(data.decode(), out=written, with_comments=True, strip_text=True)
    return written.getvalue()


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_it_is_written_into_the_sidecars_of_others_and_taken_back(sample: str) -> None:
    before = sample.encode()
    saying = Saying(5, True, "After", "Two lines", tags=("beach",), albums=("Wedding",))
    amended = amend(before, saying)
    assert amended.data is not None
    now = read(amended.data)
    assert (now.rating, now.title, now.caption) == (5, "After", "Two lines")
    assert "beach" in now.keywords
    assert set(read(before).keywords) < set(now.keywords)
    for kept in ("<!-- kept -->", 'crs:Exposure2012="+0.35"', "Vorher", "dk:TagsList", "darktable:operation"):
        assert (kept in sample) == (kept in amended.data.decode())
    assert not amended.hollow
    assert canonical(without_ours(amended.data, [amended.ours])) == canonical(before)
    again = amend(amended.data, saying, [amended.ours])
    assert again.data is None
    assert canonical(without_ours(amended.data, [again.ours])) == canonical(before)


def test_lists_that_know_trees_of_tags_are_kept_complete() -> None:
    amended = amend(LIGHTROOM.encode(), Saying(tags=("beach", "a|b"), not_tags=("CAT",)))
    assert amended.data is not None
    text = canonical(amended.data)
    assert "<rdf:li>tree</rdf:li><rdf:li>beach</rdf:li><rdf:li>a|b</rdf:li></rdf:Bag></dc:subject>" in text
    assert "<rdf:li>tree</rdf:li><rdf:li>beach</rdf:li></rdf:Bag></lr:hierarchicalSubject>" in text
    # In another order, which means nothing in a bag.
    back = read(without_ours(amended.data, [amended.ours]))
    assert sorted(back.keywords) == sorted(read(LIGHTROOM.encode()).keywords)


def test_a_list_that_is_begun_holds_what_the_photo_is_tagged_with_itself() -> None:
    words = {"own_keywords": ("Rome", "cat", "Beach")}
    begun = amend(None, Saying(tags=("beach",), not_tags=("Cat",), **words))
    assert begun.data is not None
    assert read(begun.data).keywords == ("Rome", "Beach")
    joined = amend(LIGHTROOM.encode(), Saying(tags=("beach",), **words))
    assert joined.data is not None
    assert "Rome" not in read(joined.data).keywords
    assert amend(None, Saying(**words)).data is None


def test_what_others_changed_since_is_theirs() -> None:
    first = amend(LIGHTROOM.encode(), Saying(rating=5, title="After", tags=("beach", "sea")))
    assert first.data is not None
    theirs = first.data.decode().replace('xmp:Rating="5"', 'xmp:Rating="2"').replace("beach", "harbour")
    others = read(without_ours(theirs.encode(), [first.ours]))
    assert (others.rating, others.title) == (2, "Before")
    assert set(others.keywords) == {"Cat", "tree", "Animals", "harbour"}
    # What people say next is written, and nothing that others wrote is lost.
    second = amend(theirs.encode(), Saying(caption="New"), [first.ours])
    assert second.data is not None
    now = read(second.data)
    assert (now.rating, now.title, now.caption) == (2, "Before", "New")
    assert set(now.keywords) == set(others.keywords)


def test_people_can_say_that_there_is_none() -> None:
    amended = amend(LIGHTROOM.encode(), Saying(rating=0, title="", caption=""))
    assert amended.data is not None
    assert b"title" not in amended.data
    assert read(amended.data).rating == 0
    back = without_ours(amended.data, [amended.ours])
    assert (read(back), b"Vorher" in back) == (read(LIGHTROOM.encode()), True)


def test_of_a_sidecar_of_its_own_nothing_is_left() -> None:
    made = amend(None, Saying(rating=4, tags=("sea",), favourite=False))
    assert made.data is not None
    assert made.data.endswith(b"</x:xmpmeta>\n")
    taken = amend(made.data, Saying(), [made.ours])
    assert taken.hollow
    assert taken.ours == ""
    assert read(without_ours(made.data, [made.ours])) == read(taken.data or b"") == Metadata()


def test_it_does_not_matter_whether_the_last_attempt_came_to_be_written() -> None:
    first = amend(LIGHTROOM.encode(), Saying(rating=5, title="One", tags=("sea",), not_tags=("cat",)))
    assert first.data is not None
    second = amend(first.data, Saying(rating=4, title="", tags=("lake",)), [first.ours])
    assert second.data is not None
    for there in (first.data, second.data):
        left = read(without_ours(there, [second.ours, first.ours]))
        assert (left.rating, left.title) == (3, "Before")
        assert set(left.keywords) == {"Cat", "tree", "Animals"}


def test_what_xml_cannot_hold_is_left_out() -> None:
    amended = amend(None, Saying(title="a\0b\ud800c\ufffe", caption="\r\n", tags=("\x07",)))
    assert amended.data is not None
    assert read(amended.data).title == "abc"
    assert amend(amended.data, Saying(title="a\0bc", caption="\r\n"), [amended.ours]).data is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no XML",
        LIGHTROOM.encode()[:-30],
        b"<html/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + LIGHTROOM.encode(),
    ],
)
def test_what_is_no_xmp_is_refused(data: bytes) -> None:
    with pytest.raises(NotUnderstood):
        amend(data, Saying(rating=5))


@pytest.mark.parametrize(
    "odd",
    [
        "<dc:subject>Cat</dc:subject>",
        "<dc:subject/>",
        "<dc:subject><!-- x --><rdf:Bag><!-- y --><rdf:li/></rdf:Bag></dc:subject>",
        "<dc:subject/><dc:subject><rdf:Bag><rdf:li>Cat</rdf:li></rdf:Bag></dc:subject>",
        "<dc:title/>",
        "<dc:title><rdf:Alt/></dc:title>",
        "<dc:title>Plain</dc:title>",
        '<dc:title><rdf:Alt><rdf:li xml:lang="de">Vor<!-- x -->her</rdf:li></rdf:Alt></dc:title>',
        '<dc:title rdf:parseType="Resource"><rdf:value>Deep</rdf:value></dc:title>',
    ],
)
def test_odd_ways_of_writing_are_written_into_and_restored(odd: str) -> None:
    data = EXIFTOOL.replace("xmlns:xmp=", "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp=")
    before = data.replace("<xmp:Rating>", f"{odd}<xmp:Rating>").encode()
    amended = amend(before, Saying(title="After", tags=("sea",)))
    assert amended.data is not None
    now = read(amended.data)
    assert now.title == "After"
    assert {*read(before).keywords, "sea"} == set(now.keywords)
    assert read(without_ours(amended.data, [amended.ours])) == read(before)


@pytest.mark.parametrize("form", ['dc:subject="Cat"/>', "><dc:subject> Cat </dc:subject></rdf:Description>"])
def test_a_keyword_that_is_no_list_is_one_all_the_same(form: str) -> None:
    about = "xmlns:dc='http://purl.org/dc/elements/1.1/'"
    before = EXIFTOOL.replace("</rdf:RDF>", f"<rdf:Description {about} {form}</rdf:RDF>").encode()
    # Said as well, in files of which nobody knows whether they were written: theirs stays.
    first = amend(before, Saying(tags=("cat", "sea")))
    second = amend(before, Saying(tags=("lake",)), [first.ours])
    for there in (before, first.data, second.data):
        left = read(without_ours(there or b"", [second.ours, first.ours]))
        assert left == read(before)
    assert read(first.data or b"").keywords.count("Cat") == 1
    denied = amend(before, Saying(not_tags=("cat",)))
    assert denied.data is not None
    assert "Cat" not in read(denied.data).keywords
    assert read(without_ours(denied.data, [denied.ours])) == read(before)


def test_sidecars_in_utf_16_are_understood() -> None:
    amended = amend(LIGHTROOM.encode("utf-16"), Saying(title="Größe"))
    assert amended.data is not None
    assert (read(amended.data).title, read(amended.data).rating) == ("Größe", 3)
    assert amended.data.decode("utf-8").count("<!-- kept -->") == 1


_WORDS = st.sampled_from(("cat", "Cat", "tree", "sea", "Rome", "a/b", "x|y", "猫", "<&>"))
_TEXTS = st.none() | st.text(max_size=8)
_SAYINGS = st.builds(
    Saying,
    st.none() | st.integers(-1, 5),
    st.none() | st.booleans(),
    _TEXTS,
    _TEXTS,
    st.lists(_WORDS, max_size=3, unique_by=str.casefold).map(tuple),
    st.lists(_WORDS, max_size=2).map(tuple),
    st.lists(_WORDS, max_size=2, unique_by=str.casefold).map(tuple),
    st.lists(_WORDS, max_size=2, unique_by=str.casefold).map(tuple),
)


@settings(max_examples=120, deadline=None)
@given(sample=st.sampled_from([None, *SAMPLES.values()]), said=st.lists(_SAYINGS, min_size=1, max_size=3))
def test_after_any_changes_it_says_what_is_said_last(sample: str | None, said: list[Saying]) -> None:
    data = sample.encode() if sample else None
    others = read(data) if data else Metadata()
    ours: list[str] = []
    for saying in said:
        amended = amend(data, saying, ours)
        data, ours = amended.data or data, [amended.ours] if amended.ours else []
    assert amend(data, said[-1], ours).data is None
    at_once = amend(sample.encode() if sample else None, said[-1])
    once = read(at_once.data) if at_once.data else others
    now = read(data) if data else Metadata()
    assert (now.rating, now.title, now.caption) == (once.rating, once.title, once.caption)
    assert set(now.keywords) == set(once.keywords)
    left = read(without_ours(data, ours)) if data else Metadata()
    assert (left.rating, left.title, left.caption) == (others.rating, others.title, others.caption)
    assert set(left.keywords) == set(others.keywords)
    assert all(json.loads(record) for record in ours)
