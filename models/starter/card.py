"""The model card of the starter, with the numbers of the build that made it."""

from __future__ import annotations

from pathlib import Path

from models.retrieval import Retrieval
from models.starter.measure import Measured

_TEMPLATE = Path(__file__).with_name("MODEL_CARD.template.md")


def write_card(
    path: Path,
    shipped: Measured,
    exact: Measured,
    *,
    dimensions: tuple[int, int],
    size: int,
    spatial: str,
    losses: tuple[float, ...],
) -> None:
    """Write MODEL_CARD.md.

    Args:
        path: Where.
        shipped: Measured on the shipped files.
        exact: Measured on the same towers in float32.
        dimensions: Of the caption space and of the named space.
        size: Bytes of all files.
        spatial: Name of the output with features by place.
        losses: Of the epochs of the training.
    """
    card = _TEMPLATE.read_text(encoding="utf-8").format(
        dimensions=sum(dimensions),
        caption_dimensions=dimensions[0],
        named_dimensions=dimensions[1],
        megabytes=size / 1e6,
        spatial=spatial,
        epochs=len(losses),
        curve=_curve(losses),
        captions=_rows(shipped.captions.results, exact.captions.results),
        names=_rows(shipped.names.results, exact.names.results),
        rate=1000 / shipped.captions.ms_per_image,
        query=shipped.captions.ms_per_text,
    )
    path.write_text(card, encoding="utf-8")


def _rows(shipped: tuple[Retrieval, ...], exact: tuple[Retrieval, ...]) -> str:
    rows = []
    for kind, results in (("as shipped", shipped), ("in float32", exact)):
        for result in results:
            recall = f"{result.r1:.1f} | {result.r5:.1f} | {result.r10:.1f}"
            rows.append(f"| {result.direction}, {kind} | {result.n} | {recall} | {result.median_rank:g} |")
    return "\n".join(rows)


def _curve(losses: tuple[float, ...]) -> str:
    """Every third epoch as a bar."""
    shown = [index for index in range(len(losses)) if index % 3 == 0 or index == len(losses) - 1]
    longest = max(losses)
    return "\n".join(
        f"    epoch {index + 1:2}  {losses[index]:.2f}  {'#' * round(50 * losses[index] / longest)}"
        for index in shown
    )
