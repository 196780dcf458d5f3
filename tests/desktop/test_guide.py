"""The guide is true: each example it gives is understood as it says, in both languages."""

from __future__ import annotations

import re

import pytest

from core.search.language import read
from desktop.help.guide_page import GUIDES, GuidePage, guide_text
from desktop.parts.language import Language
from tests.core.search.language_samples import LIBRARY

_EXAMPLE = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
_MEANING_ALONE = {'"happy birthday"', '"生日快乐"', "cat OR dog", "猫 OR 狗", "beach -people", "海滩 -人"}


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_every_example_is_understood(language: Language) -> None:
    examples = _EXAMPLE.findall(guide_text(language))
    assert len(examples) > 15
    for example in examples:
        reading = read(example, LIBRARY)
        sides = reading.alternatives
        narrowed = any(side.filters for side in sides) or reading.limit
        if example in _MEANING_ALONE:
            assert not narrowed, example
            assert len(sides) == 2 or any(side.without for side in sides) or '"' in example, example
        else:
            assert narrowed, example


def test_both_guides_have_the_same_parts() -> None:
    english, chinese = (
        re.findall(r"^#+", guide_text(language), re.MULTILINE)
        for language in (Language.ENGLISH, Language.CHINESE)
    )
    assert english == chinese
    assert set(GUIDES) == {Language.ENGLISH, Language.CHINESE}


def test_the_guide_is_shown_with_its_headings(app: object) -> None:
    page = GuidePage()
    page.resize(800, 600)
    assert "Pictures as questions" in page.text.toPlainText()
    assert "|---|" not in page.text.toPlainText(), "tables are tables"
