"""Any string a person can type, paste or generate becomes a unit vector."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import models

SETTINGS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\t\n\r",
        "\0",
        "\ud800",
        "half an emoji \ud83d here",
        "👩‍👩‍👧‍👦 family",
        "海边的狗",
        "שלום",
        "e\u0301" * 100,
        "\u202e right to left",
        "a" * 10_000,
        "dog " * 100_000,
        "[MASK] [SEP] [CLS] [PAD] [UNK]",
        "\ufffe\uffff",
    ],
)
def test_odd_texts(starter: models.Encoder, text: str) -> None:
    vectors = starter.encode_texts([text, "a dog"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    # Its neighbour in the batch doesn't notice.
    np.testing.assert_allclose(vectors[1], starter.encode_texts(["a dog"])[0], atol=1e-4)


@SETTINGS
@given(st.lists(st.text(st.characters(codec=None), max_size=40), min_size=1, max_size=4))
def test_any_texts(starter: models.Encoder, texts: list[str]) -> None:
    vectors = starter.encode_texts(texts)
    assert vectors.shape == (len(texts), starter.identity.dimensions)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_case_does_not_matter_to_the_starter(starter: models.Encoder) -> None:
    small, large = starter.encode_texts(["a dog on the beach", "A Dog On The BEACH"])
    np.testing.assert_allclose(small, large, atol=1e-6)


def test_what_is_beyond_the_context_is_cut(starter: models.Encoder) -> None:
    long, longer = starter.encode_texts(["dog " * 200, "dog " * 200 + "cat " * 200])
    np.testing.assert_allclose(long, longer, atol=1e-5)
