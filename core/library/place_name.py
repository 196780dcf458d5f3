"""What the place of a photo is called, in English and in Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from core.chinese_names import chinese_names


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What people call the place where a photo was taken.

    Attributes:
        name: The town.
        region: Province or state; "" where there is none.
        country: In English.
        id: The town's GeoNames number; 0: not known.
        country_code: ISO 3166-1, two letters; "": not known.
    """

    name: str
    region: str
    country: str
    id: int = 0
    country_code: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.region, self.country) if part)

    def in_chinese(self) -> tuple[str, ...]:
        """The country, the province and the town in Chinese, each once, the widest first.

        A province without a Chinese name is left out; a town or a country keeps its English one.
        """
        return _in_chinese(self)


@lru_cache(maxsize=512)
def _in_chinese(place: PlaceName) -> tuple[str, ...]:
    province = f"{place.country_code}.{place.region}"
    known = chinese_names((place.country_code, province, str(place.id)))
    country = known.get(place.country_code, (place.country,))[0]
    town = known.get(str(place.id), (place.name,))[0]
    return tuple(dict.fromkeys(filter(None, (country, known.get(province, ("",))[0], town))))
