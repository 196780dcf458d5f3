"""What is known of a photo, in words: its date, its place, its stars, and the files that belong to it."""

from __future__ import annotations

from core.library import Photo
from core.paths import display
from core.tagging import description_in_chinese, shipped_vocabulary
from desktop.parts import wording
from desktop.parts.language import Language, spoken
from desktop.parts.prose import one_line
from desktop.parts.translate import tr

_STARS = 5


def taken(photo: Photo) -> str:
    """When a photo was taken; says so when its own metadata do not tell."""
    return _with_source(photo, wording.when(photo.taken_at)) if photo.taken_at else tr("No date")


def when_taken(photo: Photo) -> str:
    """The same in full, with the day of the week and, where that is known, the time zone."""
    if not photo.taken_at:
        return tr("No date")
    zone = "" if photo.utc_offset is None else time_zone(photo.utc_offset)
    return " ".join(filter(None, (wording.moment(photo.taken_at), zone)))


def source_of_date(photo: Photo) -> str:
    """Who says when it was taken, in a few words; "" when nobody does."""
    said = {
        "photo": tr("says the camera"),
        "sidecar": tr("says a file beside it"),
        "file": tr("only the date of the file"),
    }
    return said.get(photo.taken_from or "", "")


def time_zone(minutes: int) -> str:
    """A time zone, as "UTC+5:30".

    Args:
        minutes: East of UTC.
    """
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def headline(photo: Photo) -> str:
    """Its title, else its caption, in one line; "" when nobody gave it any."""
    return one_line(photo.title or "") or one_line(photo.caption or "")


def description(photo: Photo) -> str:
    """What it seems to show, in a few words; "" when that is not known."""
    if photo.description and spoken() is Language.CHINESE:
        return description_in_chinese(photo.description, shipped_vocabulary())
    return photo.description


def alternative_text(photo: Photo) -> str:
    """A photo for people who don't see it: "A dog running on grass; taken 4 May 2019 in Paris".

    What somebody wrote about it says more than what it seems to show.
    """
    where = town(photo)
    # When the file was written says nothing about the photo.
    dated = photo.taken_at if photo.taken_from != "file" else None
    day = wording.day(dated) if dated else ""
    if day and where:
        when = tr("taken {date} in {place}").format(date=day, place=where)
    elif day or where:
        when = tr("taken {date}").format(date=day) if day else tr("taken in {place}").format(place=where)
    else:
        when = ""
    return tr("; ").join(part for part in (headline(photo) or description(photo), when) if part)


def stars(photo: Photo) -> str:
    """Its rating, as "★★★☆☆"; "" when it has none."""
    rating = photo.rating or 0
    if rating < 0:
        return tr("Rejected")
    return "★" * min(rating, _STARS) + "☆" * (_STARS - min(rating, _STARS)) if rating else ""


def rating(given: int) -> str:
    """A rating in words: nobody hears how many signs there are."""
    if given < 0:
        return tr("Rejected")
    if given == 0:
        return tr("No stars")
    return tr("1 star") if given == 1 else tr("{count} stars").format(count=given)


def place(photo: Photo) -> str:
    """Where it was taken, by name; "" when that is not known."""
    where = photo.locality
    if where is None:
        return ""
    if spoken() is Language.CHINESE:
        return " ".join(map(one_line, where.in_chinese()))
    # A city state need not be named three times.
    parts = dict.fromkeys(map(one_line, (where.name, where.region, where.country)))
    return ", ".join(part for part in parts if part)


def town(photo: Photo) -> str:
    """The town alone where it was taken; "" when that is not known."""
    where = photo.locality
    if where is None:
        return ""
    return one_line(where.in_chinese()[-1] if spoken() is Language.CHINESE else where.name)


def exposure(photo: Photo) -> str:
    """How it was exposed, as "35 mm, f/2.8, 1/250 s, ISO 400"; "" when nothing of it is known."""
    parts = []
    if photo.focal_length_mm:
        parts.append(tr("{length} mm").format(length=f"{photo.focal_length_mm:.3g}"))
    if photo.f_number:
        parts.append(f"f/{photo.f_number:.2g}")
    if photo.exposure_s:
        seconds = photo.exposure_s
        parts.append(
            tr("{time} s").format(time=f"{seconds:.3g}" if seconds > 0.3 else f"1/{round(1 / seconds)}")
        )
    if photo.iso:
        parts.append(f"ISO {photo.iso:.0f}")
    return wording.listed(parts)


def position(photo: Photo) -> str:
    """Where it was taken, as latitude and longitude in degrees; "" when that is not known."""
    if photo.latitude is None or photo.longitude is None:
        return ""
    return f"{photo.latitude:.5f}, {photo.longitude:.5f}"


def film(photo: Photo) -> str:
    """The film that belongs to it; "" when there is none."""
    if photo.clip is not None:
        return display(photo.clip.name)
    return tr("A short one, inside the photo") if photo.is_motion else ""


def film_offer(photo: Photo) -> str:
    """That there is something to play; "" when there is not."""
    if photo.clip is not None:
        return tr("Play the film beside it: {name}").format(name=display(photo.clip.name))
    return tr("Holds a short film: play it in another program") if photo.is_motion else ""


def panorama(photo: Photo) -> str:
    """What kind of panorama it is; "" when it is none."""
    if not photo.projection:
        return ""
    known = {
        "equirectangular": tr("All around (equirectangular)"),
        "cylindrical": tr("Cylindrical"),
    }
    return known.get(photo.projection.lower(), one_line(photo.projection).capitalize())


def remarks(photo: Photo) -> list[str]:
    """What the marks of its cell mean, for tool tips and for people who hear the window."""
    said = []
    if photo.raw is not None:
        said.append(tr("With RAW: {name}").format(name=display(photo.raw.name)))
    if photo.clip is not None:
        said.append(tr("Live photo, with film: {name}").format(name=display(photo.clip.name)))
    elif photo.is_motion:
        said.append(tr("Holds a short film"))
    if photo.projection:
        said.append(tr("Panorama"))
    if not photo.online:
        said.append(tr("Offline: its drive or folder is not there now"))
    return said


def _with_source(photo: Photo, text: str) -> str:
    if photo.taken_from == "file":
        return tr("{date} (date of the file)").format(date=text)
    if photo.taken_from == "sidecar":
        return tr("{date} (from a file beside it)").format(date=text)
    return text
