"""What is in the photos of Flickr8k, from what the five people who described each of them agree on.

No package brings WordNet's nouns and their kinds without a download of its own, so the nouns and
activities that are frequent in the held-out captions are listed here with their other names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_AGREED = 2
"""So many of the five descriptions must name a thing for it to be in the photo."""

_NAMES = """
dog dogs puppy puppies
man men
woman women lady ladies
boy boys
girl girls
child children kid kids toddler toddlers baby
people person man men woman women lady ladies boy boys girl girls child children kid kids toddler baby player
crowd crowds
ball balls basketball football soccerball
bicycle bicycles bike bikes biker cyclist
skateboard skateboards skateboarder skateboarding
car cars truck vehicle van
boat boats canoe kayak raft
grass grassy lawn
snow snowy
water river lake ocean sea pool
beach shore
ocean sea
lake
sand sandy
pool
mountain mountains
rock rocks rocky cliff boulder
tree trees forest woods
field
street streets road sidewalk
building buildings
park
hat hats cap
shirt shirts
jacket jackets coat
toy toys
stick sticks branch
tennis
soccer football
basketball
running runs run
jumping jumps jump leaping leaps
playing plays play
standing stands stand
sitting sits sit
walking walks walk
riding rides ride
climbing climbs climb climber
swimming swims swim
"""

LABELS: dict[str, frozenset[str]] = {
    line.split()[0]: frozenset(line.split()) for line in _NAMES.strip().splitlines()
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """Photos and what is in them.

    Attributes:
        names: n labels.
        there: bool, shape (n, photos): at least two descriptions name it.
        absent: bool, shape (n, photos): none does. The rest can't be told.
    """

    names: tuple[str, ...]
    there: NDArray[np.bool_]
    absent: NDArray[np.bool_]


def labelled(descriptions: Sequence[Sequence[str]]) -> Labelled:
    """Find the labels of photos.

    Args:
        descriptions: Those of each photo.
    """
    words = [[set(re.findall("[a-z]+", text.lower())) for text in texts] for texts in descriptions]
    counts = np.array(
        [[sum(bool(names & said) for said in photo) for photo in words] for names in LABELS.values()]
    )
    return Labelled(tuple(LABELS), counts >= _AGREED, counts == 0)
