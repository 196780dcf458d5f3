"""An XMP packet whose properties can be changed, while all others stay as they are. Only in a child.

lxml keeps comments, prefixes and the order of elements, which the parsers of Python's own library do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from core.imaging.metadata import NotUnderstood
from core.imaging.xmp import LANGUAGE, NAMESPACES, RDF, parsed, qualified

TEXTS = ("dc:title", "dc:description")
"""Properties that are written in several languages (XMP, part 1, section 8.2.2.4: language alternatives)."""

_DESCRIPTION, _ABOUT, _LI = f"{RDF}Description", f"{RDF}about", f"{RDF}li"
_PREFIXES = {"rdf": RDF[1:-1], **{name: NAMESPACES[name] for name in ("dc", "xmp", "fovea")}}
_NEW = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Fovea">\n <rdf:RDF xmlns:rdf="'
    f'{RDF[1:-1]}"/>\n</x:xmpmeta>\n'
).encode()


class Packet:
    """A packet. Properties are named as in "dc:title", whatever prefixes it uses.

    Args:
        data: XML; None: one that says nothing.

    Raises:
        NotUnderstood: It is no XMP.
    """

    def __init__(self, data: bytes | None) -> None:
        data = _NEW if data is None else data
        # Expat refuses what is no XMP, and document types, before libxml2 sees any of it.
        parsed(data)
        self._declared = data.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml")
        self._tail = b"\n" if data.endswith((b"\n", b"\0")) else b""
        utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        try:
            self._tree = _parse(data if utf16 else data.strip(b"\0 \t\r\n")).getroottree()
        except (etree.XMLSyntaxError, ValueError):
            # Deeper than anybody nests, or in an encoding that only Expat knows.
            raise NotUnderstood("XML of an unheard-of kind") from None
        root = self._tree.getroot()
        self._rdf = root if root.tag == f"{RDF}RDF" else root.find(f"{RDF}RDF")

    def serialised(self) -> bytes:
        """All of it, in UTF-8."""
        written: bytes = etree.tostring(self._tree, encoding="UTF-8", xml_declaration=self._declared)
        return written.rstrip(b"\n") + self._tail

    @property
    def is_hollow(self) -> bool:
        """It says nothing of the picture."""
        return not any(len(each) or set(each.attrib) - {_ABOUT} for each in self._descriptions())

    # -- properties of one value ---------------------------------------------------------------

    def value(self, name: str) -> str:
        """The text of a property, of one in several languages the default's; "" when there is none."""
        if (holder := self._holder(name)) is not None:
            return str(holder.get(qualified(name)))
        for element in reversed(self._elements(name)):
            items = sorted(element.findall(f"*/{_LI}"), key=lambda item: item.get(LANGUAGE) != "x-default")
            return _text(items[0] if items else element)
        return ""

    def put(self, name: str, value: str) -> str | None:
        """Set a property; "" removes it.

        Returns:
            What it was, as XML; None: there was none.
        """
        before = self._alone(name)
        self._set(name, _made(name, value, before) if value else None)
        return None if before is None else etree.tostring(before, encoding="unicode", with_tail=False)

    def put_back(self, name: str, before: str | None) -> None:
        """Undo `put`, by what it gave."""
        self._set(name, None if before is None else _parse(before.encode()))

    # -- properties of several values ----------------------------------------------------------

    def items(self, name: str) -> list[str]:
        """The values of a list, in their order; one that is written as a single value is a list of it."""
        items = self._items(name)
        return [_text(item) for item in items] if items else list(filter(None, [self._single(name)]))

    def append(self, name: str, text: str) -> None:
        """Add a value to a list, which is begun where there is none."""
        if items := self._items(name):
            bag = items[-1].getparent()
        else:
            # There is none, or it is written as a single value, or is empty.
            made = _made_list(name, self.items(name))
            self._insert(made, self._remove(name))
            bag = made[0]
        item = etree.Element(_LI)
        item.text = text
        _attach(bag, item, -1)

    def drop(self, name: str, text: str) -> None:
        """Take a value off a list, where it is there, and the list away with its last one."""
        items = self._items(name)
        item = next((item for item in items if _text(item) == text), None)
        if item is not None:
            _detach(item)
        if not self._items(name) and (items or self._single(name) == text):
            self._remove(name)

    def tidy(self) -> None:
        """Remove what was made for properties that are gone."""
        for each in self._descriptions():
            ours = NAMESPACES["fovea"] in each.nsmap.values()
            if ours and not len(each) and not set(each.attrib) - {_ABOUT}:
                _detach(each)

    # ------------------------------------------------------------------------------------------

    def _descriptions(self) -> list[Any]:
        return list(self._rdf.iterfind(_DESCRIPTION))

    def _elements(self, name: str) -> list[Any]:
        return [found for each in self._descriptions() for found in each.iterfind(qualified(name))]

    def _items(self, name: str) -> list[Any]:
        return [item for element in self._elements(name) for item in element.iterfind(f"*/{_LI}")]

    def _single(self, name: str) -> str:
        return self.value(name).strip()

    def _holder(self, name: str) -> Any | None:
        """What has a property as an attribute."""
        has = (each for each in reversed(self._descriptions()) if qualified(name) in each.attrib)
        return next(has, None)

    def _alone(self, name: str) -> Any | None:
        """A copy of a property, as an element that is in no packet."""
        if (holder := self._holder(name)) is not None:
            return _made(name, holder.get(qualified(name)), None)
        for element in reversed(self._elements(name)):
            alone = _parse(etree.tostring(element, with_tail=False))
            etree.cleanup_namespaces(alone)
            return alone
        return None

    def _set(self, name: str, element: Any | None) -> None:
        """Have this element for a property, where it was and in the way it was written; None: have none."""
        holder = self._holder(name)
        if holder is not None and element is not None and not len(element):
            holder.set(qualified(name), _text(element))
        else:
            at = self._remove(name)
            if element is not None:
                self._insert(element, at)

    def _remove(self, name: str) -> tuple[Any, int] | None:
        """Remove a property; says where its element was."""
        at = None
        for each in self._descriptions():
            if qualified(name) in each.attrib:
                del each.attrib[qualified(name)]
        for element in self._elements(name):
            at = element.getparent(), element.getparent().index(element)
            _detach(element)
        return at

    def _insert(self, element: Any, at: tuple[Any, int] | None = None) -> None:
        """Put an element where another was, or where its namespace is used already."""
        parent, index = at or (self._home(etree.QName(element).namespace), -1)
        if element.text is None:
            # Else it is a text, or is indented already by whoever wrote it.
            etree.indent(element, " ", level=len(list(parent.iterancestors())) + 1)
        _attach(parent, element, index)

    def _home(self, namespace: str | None) -> Any:
        descriptions = self._descriptions()
        for each in descriptions:
            if namespace in each.nsmap.values():
                return each
        home = etree.Element(_DESCRIPTION, nsmap=_PREFIXES)
        home.set(_ABOUT, descriptions[0].get(_ABOUT, "") if descriptions else "")
        _attach(self._rdf, home, -1)
        return home


def _made(name: str, value: str, before: Any | None) -> Any:
    """A property of one value; what it was says what it was called in other languages."""
    if name not in TEXTS:
        element = _element(name)
        element.text = value
        return element
    items = [] if before is None else before.findall(f"{RDF}Alt/{_LI}")
    element = _parse(etree.tostring(before)) if items else _element(name)
    if not items:
        etree.SubElement(etree.SubElement(element, f"{RDF}Alt"), _LI).set(LANGUAGE, "x-default")
    texts = element.findall(f"{RDF}Alt/{_LI}")
    default = next((item for item in texts if item.get(LANGUAGE) == "x-default"), None)
    if default is None:
        default = etree.Element(_LI)
        default.set(LANGUAGE, "x-default")
        texts[0].getparent().insert(0, default)
    # A comment in the midst of the text goes with it.
    del default[:]
    default.text = value
    return element


def _made_list(name: str, texts: Iterable[str]) -> Any:
    element = _element(name)
    bag = etree.SubElement(element, f"{RDF}Bag")
    for text in texts:
        etree.SubElement(bag, _LI).text = text
    return element


def _element(name: str) -> Any:
    prefix = name.partition(":")[0]
    return etree.Element(qualified(name), nsmap={"rdf": RDF[1:-1], prefix: NAMESPACES[prefix]})


def _parse(data: bytes) -> Any:
    # Expat saw it before, and the process may do nothing but read.
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False))


def _attach(parent: Any, child: Any, index: int) -> None:
    """Put a child into a parent that is indented, as if whoever wrote it had."""
    depth = len(list(parent.iterancestors())) + 1
    index = len(parent) if index < 0 else min(index, len(parent))
    inner, outer = "\n" + " " * depth, "\n" + " " * (depth - 1)
    if index:
        previous = parent[index - 1]
        child.tail = previous.tail if index == len(parent) else inner
        previous.tail = previous.tail if index < len(parent) else (parent.text or inner)
    else:
        parent.text = parent.text if len(parent) else inner
        child.tail = inner if len(parent) else outer
    parent.insert(index, child)


def _detach(child: Any) -> None:
    """Take a child out, and the white space that indented it."""
    parent, previous = child.getparent(), child.getprevious()
    if child.getnext() is None:
        if previous is None:
            parent.text = None
        else:
            previous.tail = child.tail
    parent.remove(child)


def _text(element: Any) -> str:
    """The text of an element up to its first child, as readers see it that know no comments."""
    pieces = [element.text]
    for child in element:
        if isinstance(child.tag, str):
            break
        pieces.append(child.tail)
    return "".join(filter(None, pieces))
