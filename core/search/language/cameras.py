"""Cameras and lenses in a sentence: "taken with iPhone", "x100v", "35mm lens", 用佳能拍的.

A camera's name alone may be a thing in the picture ("iPhone on a table"): it counts with
words that say it took the photo, or as a model that means nothing else, such as X100V.
"""

from __future__ import annotations

import re

from core.search.language.knowledge import Knowledge, Names
from core.search.language.moments import Found
from core.search.language.text import BEGIN, END, key, quoted

_TOOK = re.compile(
    rf"{BEGIN}(?:(?:that\s+)?(?:(?:i|we)\s+)?(?:taken|shot|captured|photographed|made|took|snapped)\s+"
    r"(?:with|by|using|on|from)\s+(?:(?:an?|the|my|our|his|her)\s+)?|(?:with|using|on|from)\s+(?:my|our)\s+)"
    r"(?:old\s+|new\s+)?"
)
_WITH = re.compile(rf"{BEGIN}(?:with|using|through)\s+(?:(?:a|an|the|my)\s+)?")
_PHOTOS = re.compile(rf"(?:'s)?\s+(?:photos?|pictures?|images?|pics?|shots?|camera){END}")
_LENS_WORD = re.compile(rf"\s+(?:lens|lenses|objective|prime){END}|\s*镜头")
_FOCAL = re.compile(rf"{BEGIN}\d{{1,4}}(?:\.\d)?(?:\s*-\s*\d{{1,4}}(?:\.\d)?)?\s?mm")
_USING_ZH = re.compile(r"(?:使用|用)(?:我的)?")
_TOOK_ZH = re.compile(r"(?:相机|手机)?(?:拍摄|拍|照)(?:的|照)?")
_MAKERS_ZH = {
    "苹果": "apple",
    "佳能": "canon",
    "尼康": "nikon",
    "索尼": "sony",
    "富士": "fujifilm",
    "徕卡": "leica",
    "莱卡": "leica",
    "松下": "panasonic",
    "奥林巴斯": "olympus",
    "宾得": "pentax",
    "理光": "ricoh",
    "哈苏": "hasselblad",
    "适马": "sigma",
    "华为": "huawei",
    "小米": "xiaomi",
    "三星": "samsung",
    "大疆": "dji",
    "谷歌": "google",
}


def phrase(text: str, raw: str, start: int, end: int, knowledge: Knowledge) -> Found | None:
    """Read a camera or a lens at a position of a folded sentence."""
    if lens := _lens(text, start, end, knowledge):
        return lens
    if not knowledge.cameras:
        return None
    lead = _TOOK.match(text, start, end)
    begin = lead.end() if lead else start
    found = knowledge.cameras.at(text, begin, end, parts=True)
    if found:
        stop, cameras = found
        if lead:
            return _camera(stop, raw[begin:stop], cameras)
        if after := _PHOTOS.match(text, stop, end) or _TOOK_ZH.match(text, stop, end):
            return _camera(after.end(), raw[begin:stop], cameras)
        if _is_model(text[begin:stop]):
            return _camera(stop, raw[begin:stop], cameras)
    return _chinese(text, raw, start, end, knowledge)


def cameras_called(name: str, cameras: Names[str]) -> tuple[str, ...]:
    """The library's cameras with a name, or a part of one; a maker's Chinese name counts too."""
    return cameras.called(_MAKERS_ZH.get(name, name))


def _chinese(text: str, raw: str, start: int, end: int, knowledge: Knowledge) -> Found | None:
    using = _USING_ZH.match(text, start, end)
    begin = using.end() if using else start
    for chinese, maker in _MAKERS_ZH.items():
        if text.startswith(chinese, begin, end):
            stop, cameras = begin + len(chinese), knowledge.cameras.called(maker)
            break
    else:
        found = knowledge.cameras.at(text, begin, end, parts=True) if using else None
        if found is None:
            return None
        stop, cameras = found
    took = _TOOK_ZH.match(text, stop, end)
    return _camera(took.end(), raw[begin:stop], cameras) if took and cameras else None


def _camera(end: int, name: str, cameras: tuple[str, ...]) -> Found:
    return Found(end, "camera", cameras, f"camera:{quoted(name)}")


def _is_model(name: str) -> bool:
    """Letters and figures in one: "x100v", "d750"; "iphone 12" may lie on a table."""
    return any(
        re.search(r"\d", word) and re.search(r"[^\W\d_]", word) and len(key(word)) > 2
        for word in re.findall(r"[\w-]+", name)
    ) and not re.fullmatch(r"\d+(?:mm|s|st|nd|rd|th|d|k|p|x)", name)


def _lens(text: str, start: int, end: int, knowledge: Knowledge) -> Found | None:
    """A lens the library knows, or a focal length, with the word lens or a phrase that says so."""
    lead = _TOOK.match(text, start, end) or _WITH.match(text, start, end)
    begin = lead.end() if lead else start
    focal = _FOCAL.match(text, begin, end)
    found = knowledge.lenses.at(text, begin, end, parts=True) if knowledge.lenses else None
    stop = max(focal.end() if focal else 0, found[0] if found else 0)
    if not stop:
        return None
    after = _LENS_WORD.match(text, stop, end)
    took = lead is not None and not lead[0].startswith(("with", "using", "through"))
    if not after and not (took and focal) and not (lead and focal and found):
        return None
    name = text[begin:stop]
    return of_lens(after.end() if after else stop, name, knowledge)


def of_lens(end: int, name: str, knowledge: Knowledge) -> Found:
    """Taken through the library's lenses of a name, or any that has it in its own."""
    lenses = knowledge.lenses.called(name) or (name,)
    return Found(end, "lens", lenses, f"lens:{quoted(name.replace(' mm', 'mm'))}")
