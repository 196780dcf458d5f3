"""A library of photos with the words that people's photos have, and the questions they should answer."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.gazetteer import Locality
from core.library import Library
from core.library.identity import FACTS_VERSION

EVENTS = (
    "Lena's wedding",
    "Grandma Rosa 80th",
    "Tuscany road trip",
    "Kindergarten farewell",
    "Oktoberfest with Jonas",
    "Moving to Elm Street",
    "Marathon Rotterdam",
    "Grandpa Otto's workshop",
    "School play Hamlet",
    "Housewarming Priya",
    "Camping Lake Bled",
    "Baptism of Emil",
    "Robotics club",
    "Café Zürich opening",
    "Graduation Mateo",
    "Choir rehearsal",
    "Sailing course Kiel",
    "Halloween at Nora's",
    "Retirement party Mr Novak",
    "Inventory of the attic",
    "三亚度假",
    "爷爷八十大寿",
    "毕业典礼",
    "公司年会",
    "小明的婚礼",
    "春节回老家",
    "黄山自驾游",
    "幼儿园运动会",
)
"""Folders, five photos each."""

MISLEADING = (
    "a",
    "Dogs",
    "Beach 2019",
    "Snow",
    "The park",
    "People",
    "red",
    "Photos of me",
    "man",
    "Water sports",
)
"""Folders that say what many descriptions say, and hold just any photos; twelve each."""

PERSONS = (
    "Anna Lindqvist",
    "Tomasz",
    "Priya",
    "Nonna Lucia",
    "Jürgen",
    "Siobhán",
    "王小丽",
    "李伟",
    "张阿姨",
    "Olumide",
)
"""Tags, six photos each."""

ALBUMS = ("Best of", "For the calendar", "Insurance", "Portfolio", "给奶奶看", "装修灵感")
"""Albums, eight photos each."""

NAMES = (
    ("passport_scan_front", "passport scan"),
    ("RocketLaunchCape", "rocket launch"),
    ("tax-return-2018", "tax return"),
    ("Zebra_Crossing_Abbey", "abbey zebra"),
    ("kueche_umbau_03", "umbau kueche"),
    ("FrankfurterBuchmesse", "buchmesse"),
    ("recipe lasagna nonna", "lasagna recipe"),
    ("whiteboard_sprint_12", "whiteboard sprint"),
    ("x-ray left knee", "left knee x-ray"),
    ("Führerschein_hinten", "fuhrerschein"),
    ("boarding_pass_LH454", "boarding pass LH454"),
    ("hedgehog-in-the-garden", "hedgehog"),
    ("CVphoto_final_final2", "cv final"),
    ("meterreading_2021-03", "meter reading"),
    ("wifi-password-cabin", "wifi password"),
    ("bike_serial_number", "bike serial number"),
    ("IMG_4711", "IMG_4711"),
    ("DSC09876", "9876"),
    ("PXL_20210704_183355", "PXL_20210704"),
    ("小猫睡觉", "小猫"),
    ("身份证正面", "身份证"),
    ("外婆的花園", "花园"),
    ("驾照扫描件", "驾照"),
    ("全家福2020", "全家福"),
    ("红烧肉做法", "红烧肉"),
    ("車票", "车票"),
)
"""Names by hand, and what is asked for."""

TEXTS = (
    ("HAPPY BIRTHDAY TOM", "happy birthday tom"),
    ("Invoice No. 20231\nTotal 84,50 EUR\nThank you for your business", "invoice 20231"),
    ("SALE\n50% OFF\nEverything must go", "everything must go"),
    ("Gleis 7\nICE 599 München Hbf", "Gleis 7"),
    ("EXIT ONLY\nNo re-entry", "no re-entry"),
    ("Wi-Fi: Cabin\nPassword: mapletree88", "mapletree88"),
    ("Please ring the bell\nKlingel defekt", "klingel defekt"),
    ("Café Central\nEspresso 2.10\nCappuccino 3.20", "cappuccino"),
    ("BEWARE OF THE DOG", "beware of the dog"),
    ("Section 4.2\nThe tenant shall keep the premises clean", "tenant premises"),
    ("Platform closed for maintenance", "closed for maintenance"),
    ("MUSEUM OF MODERN ART", "museum of modern art"),
    ("No Parking 8am - 6pm", "no parking"),
    ("Serial XK-29-0041", "XK-29-0041"),
    ("Einstein was here", "einstein"),
    ("欢迎光临", "欢迎光临"),
    ("安全出口", "出口"),
    ("生日快乐\n祝小明健康成长", "生日快乐"),
    ("禁止吸烟", "吸烟"),
    ("北京烤鸭 每只 188元", "烤鸭"),
    ("營業時間 上午九時至下午六時", "营业时间"),
    ("小心地滑", "小心地滑"),
    ("恭喜发财", "发财"),
)
"""Text in the picture, and what is asked for."""

PLACES = (
    (Locality(2657896, "Zürich", "Zurich", "Switzerland", "CH", 47.37, 8.55), ("zurich", "苏黎世")),
    (Locality(1857910, "Kyoto", "Kyoto", "Japan", "JP", 35.02, 135.75), ("kyoto", "京都")),
    (Locality(3169070, "Rome", "Lazio", "Italy", "IT", 41.89, 12.48), ("rome", "lazio", "罗马")),
    (Locality(1796236, "Shanghai", "Shanghai", "China", "CN", 31.22, 121.46), ("shanghai", "上海")),
    (Locality(264371, "Athens", "Attica", "Greece", "GR", 37.98, 23.73), ("athens", "雅典")),
    (Locality(3413829, "Reykjavík", "Capital Region", "Iceland", "IS", 64.14, -21.9), ("reykjavik", "冰岛")),
    (Locality(5809844, "Seattle", "Washington", "United States", "US", 47.6, -122.3), ("seattle", "西雅图")),
)
"""Where photos were taken, eight each."""

_COMMON = re.compile(r"\b(?:a|an|the|is|are|in|on|of|with|and|to|at|his|her|their|its|as|by|while|through)\b")


@dataclass(frozen=True, slots=True)
class Case:
    """A question.

    Attributes:
        kind: Which words it asks for.
        text: As a person types it.
        right: Photos that are right answers, as numbers from 0.
    """

    kind: str
    text: str
    right: frozenset[int]


@dataclass(slots=True)
class Worded:
    """What was made.

    Attributes:
        photos: How many.
        cases: Questions.
        captioned: Photos that were given one of their descriptions as a caption.
    """

    photos: int
    cases: list[Case] = field(default_factory=list)
    captioned: set[int] = field(default_factory=set)


def worded(root: Path, descriptions: Sequence[Sequence[str]], seed: int = 5) -> Worded:
    """Make a library in `root / "library"`; photo `n + 1` is the n-th of the descriptions.

    Args:
        root: An empty folder.
        descriptions: Of each photo, five.
        seed: Of which photo is given what.
    """
    rng = random.Random(seed)
    made = Worded(len(descriptions))
    order = list(range(made.photos))
    rng.shuffle(order)
    names, folders, columns = _ordinary(rng, made.photos)
    left = iter(order)

    def some(count: int) -> list[int]:
        return [next(left) for _ in range(count)]

    def ask(kind: str, text: str, photos: Sequence[int]) -> None:
        script = "zh" if re.search(r"[\u3400-\u9fff]", text) else "en"
        made.cases.append(Case(f"{kind}, {script}", text, frozenset(photos)))

    with Library.open(root / "library") as library:
        photos_folder = root / "photos"
        photos_folder.mkdir()
        chosen = library.folders.add(photos_folder)
        for name, asked in NAMES:
            (photo,) = some(1)
            names[photo] = name
            ask("names", asked, [photo])
        for event in EVENTS:
            there = some(5)
            folders.update(dict.fromkeys(there, event))
            ask("folders", event, there)
            ask("folders", event.split()[-1] if " " in event else event[-2:], there)
            for photo in there:
                ask("folders and looks", f"{event} {_said(descriptions[photo][0])}", [photo])
                word = max(event.split(), key=len)
                ask("a word of a folder, looks", f"{word} {_said(descriptions[photo][2], 2)}", [photo])
        for folder in MISLEADING:
            folders.update(dict.fromkeys(some(12), folder))
        for photo in some(100):
            made.captioned.add(photo)
            caption = descriptions[photo][4]
            columns[photo]["caption"] = caption
            ask("captions", caption, [photo])
            ask("captions", _said(caption), [photo])
        texts: dict[int, str] = {}
        for text, asked in TEXTS:
            (photo,) = some(1)
            texts[photo] = text
            ask("text in the picture", asked, [photo])
        with library.writing() as database:
            _write(database.conn.executemany, chosen, names, folders, columns, texts)
        _say_more(library, rng, order, ask, descriptions)
    rng.shuffle(made.cases)
    return made


def _say_more(
    library: Library,
    rng: random.Random,
    order: list[int],
    ask: Callable[[str, str, Sequence[int]], None],
    descriptions: Sequence[Sequence[str]],
) -> None:
    """Places, tags and albums."""
    # The photos with a place, a tag or in an album have other words, too.
    for place, asked_places in PLACES:
        there = rng.sample(order, 8)
        ids = [photo + 1 for photo in there]
        library.localities.keep(ids, [place] * len(ids))
        for asked in asked_places:
            ask("places", asked, there)
    for person in PERSONS:
        there = rng.sample(order, 6)
        library.annotations.tag([photo + 1 for photo in there], person)
        ask("tags", person, there)
        ask("tags", person.split()[0] if " " in person else person, there)
        for photo in there:
            ask("tags and looks", f"{person} {_said(descriptions[photo][1])}", [photo])
    for album in ALBUMS:
        there = rng.sample(order, 8)
        library.annotations.create_album(album)
        library.annotations.add_to_album([photo + 1 for photo in there], album)
        ask("albums", album, there)


def _said(description: str, count: int = 4) -> str:
    """The first words of a description that say something."""
    words = [word for word in _COMMON.sub(" ", description.lower()).split() if word.isalpha()]
    return " ".join(words[:count])


def _ordinary(rng: random.Random, photos: int) -> tuple[list[str], dict[int, str], list[dict[str, str]]]:
    """What cameras call photos, and folders by date."""
    names = []
    for number in range(photos):
        day = f"20{rng.randrange(10, 26)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
        names.append(
            rng.choice(
                (
                    f"IMG_{1000 + number}",
                    f"DSC0{4000 + number}",
                    f"PXL_{day}_{rng.randrange(10**5, 10**6)}",
                    f"P10{1000 + number}",
                    f"photo-{number}",
                    f"{rng.getrandbits(40):010x}_{number}",
                )
            )
        )
    folders = {number: f"{2010 + number % 15}/{1 + number % 12:02}" for number in range(photos)}
    return names, folders, [{} for _ in range(photos)]


def _write(
    execute: Any,
    chosen: Any,
    names: list[str],
    folders: dict[int, str],
    columns: list[dict[str, str]],
    texts: dict[int, str],
) -> None:
    ids = range(1, len(names) + 1)

    def digest(number: int, size: int) -> bytes:
        return number.to_bytes(size, "big")

    execute(
        "INSERT INTO photos (id, added_at) VALUES (?, '2026-01-01T00:00:00+00:00')", [(id_,) for id_ in ids]
    )
    execute(
        "INSERT INTO contents (id, photo_id, sha256, size, edges, pixels_digest, format, width, height, "
        f"orientation, facts_version) VALUES (?, ?, ?, 1, ?, ?, 'JPEG', 500, 375, 1, {FACTS_VERSION})",
        [(id_, id_, *(digest(id_, size) for size in (32, 16, 16))) for id_ in ids],
    )
    execute(
        "INSERT INTO places (id, folder_id, volume_id, directory, name, size, mtime_ns, file_id, content_id, "
        "state, caption) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, 'ready', ?)",
        [
            (
                id_,
                chosen.id,
                chosen.volume_id,
                f"{chosen.directory}/{folders[id_ - 1]}",
                f"{names[id_ - 1]}.jpg",
                *(id_,) * 3,
                columns[id_ - 1].get("caption"),
            )
            for id_ in ids
        ],
    )
    execute(
        "INSERT INTO transcripts (pixels_digest, reader, text) VALUES (?, 'made@1', ?) "
        "ON CONFLICT (pixels_digest) DO UPDATE SET reader = excluded.reader, text = excluded.text",
        [(digest(photo + 1, 16), text) for photo, text in texts.items()],
    )
