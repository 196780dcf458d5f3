"""The heads of the caption space, trained on features of the frozen trunks.

Each head is the closed-form solution plus a correction with one hidden layer
that starts at zero. They are trained with the symmetric InfoNCE loss (van den
Oord et al., "Representation Learning with Contrastive Predictive Coding", 2018;
in the form of Radford et al., "Learning Transferable Visual Models From Natural
Language Supervision", ICML 2021): each caption must pick its photograph among
all of the batch, and each photograph its caption.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from models.starter.spaces import Array, Head

Tensor: TypeAlias = Any  # torch is only there with the `train` extra


@dataclass(frozen=True, slots=True)
class Training:
    """How the heads are trained; chosen on 500 training photographs that were held out.

    Attributes:
        epochs: Times every caption is seen.
        batch: Photographs in a batch, each with one caption.
        hidden: Width of the hidden layers.
        rate: Peak learning rate of AdamW, with a cosine decay.
        decay: Weight decay.
        image_dropout: On image features and hidden units.
        text_dropout: On sentence embeddings and hidden units.
        temperature: Of the softmax at the start; it is learned.
        seed: Of everything random.
    """

    epochs: int = 15
    batch: int = 1000
    hidden: int = 768
    rate: float = 1e-3
    decay: float = 0.5
    image_dropout: float = 0.65
    text_dropout: float = 0.3
    temperature: float = 0.05
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of it.

    Attributes:
        image: Evened image features to caption space.
        text: Sentence embeddings to caption space.
        losses: Mean InfoNCE loss of each epoch, in nats; ln(batch) is that of guessing.
    """

    image: Head
    text: Head
    losses: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is learned from.

    Attributes:
        views: One or more (n, p) arrays of features of the same n photographs (whole, mirrored, cropped).
        texts: (m, q), embeddings of captions.
        owner: int64 (m,), the photograph of a caption.
    """

    views: tuple[Array, ...]
    texts: Array
    owner: NDArray[np.int64]


class _Trainee:
    """A head being trained, on inputs that are centred and scaled to unit variance overall."""

    def __init__(self, torch: Any, head: Head, sample: Array, hidden: int, dropout: float) -> None:
        self._torch = torch
        self._dropout = dropout
        self.mean = sample.mean(axis=0)
        self.scale = float(sample.std())
        inputs, outputs = head.weight.shape
        # The closed form gives directions; a common length near one suits the temperature.
        length = np.linalg.norm((sample[:2000] - self.mean) @ head.weight, axis=1).mean()
        start = torch.from_numpy(head.weight * (self.scale / length))
        self.weight = start.clone().requires_grad_(True)
        self.inner = (torch.randn(inputs, hidden) * inputs**-0.5).requires_grad_(True)
        self.outer = torch.zeros(hidden, outputs, requires_grad=True)
        self.bias = torch.zeros(outputs, requires_grad=True)
        self.inner_bias = torch.zeros(hidden, requires_grad=True)

    def normalised(self, x: Array) -> Tensor:
        return self._torch.from_numpy(((x - self.mean) / self.scale).astype(np.float32))

    def __call__(self, x: Tensor) -> Tensor:
        f = self._torch.nn.functional
        x = f.dropout(x, self._dropout)
        inner = f.dropout(f.relu(x @ self.inner + self.inner_bias), self._dropout)
        return f.normalize((x @ self.weight + self.bias + inner @ self.outer).float(), dim=1)

    def head(self) -> Head:
        """The head on inputs as they come: centring and scaling folded in."""

        def folded(weight: Tensor, bias: Tensor) -> tuple[Array, Array]:
            matrix = weight.detach().numpy() / self.scale
            return matrix, (bias.detach().numpy() - self.mean @ matrix).astype(np.float32)

        weight, bias = folded(self.weight, self.bias)
        inner, inner_bias = folded(self.inner, self.inner_bias)
        return Head(weight, bias, inner, inner_bias, self.outer.detach().numpy().copy())


def train_heads(pairs: Pairs, image_head: Head, text_head: Head, how: Training) -> Trained:
    """Train the heads further than the closed form.

    Args:
        pairs: What is learned from.
        image_head: Where the image head starts.
        text_head: Where the text head starts.
        how: Numbers of the training.

    Returns:
        The heads, and how the loss fell.
    """
    torch = import_module("torch")
    torch.manual_seed(how.seed)
    random = np.random.default_rng(how.seed)
    image = _Trainee(torch, image_head, pairs.views[0], how.hidden, how.image_dropout)
    text = _Trainee(torch, text_head, pairs.texts, how.hidden, how.text_dropout)
    sharpness = torch.tensor(float(np.log(1 / how.temperature)), requires_grad=True)
    matrices = [part for head in (image, text) for part in (head.weight, head.inner, head.outer)]
    vectors = [part for head in (image, text) for part in (head.bias, head.inner_bias)]
    optimiser = torch.optim.AdamW(
        [
            {"params": matrices, "weight_decay": how.decay},
            {"params": [*vectors, sharpness], "weight_decay": 0},
        ],
        lr=how.rate,
    )
    views = torch.stack([image.normalised(view) for view in pairs.views])
    texts = text.normalised(pairs.texts)
    target = torch.arange(how.batch)
    entropy = torch.nn.functional.cross_entropy
    steps = list(_batches(pairs.owner, how, random))
    losses = []
    for step, (photos, chosen, second) in enumerate(steps):
        warmth = min(1.0, step / 50) * 0.5 * (1 + np.cos(np.pi * step / len(steps)))
        for group in optimiser.param_groups:
            group["lr"] = how.rate * warmth
        # A mixture of two captions of one photograph is another thing that may be said of it.
        share = torch.from_numpy(random.random((how.batch, 1), np.float32) / 2)
        words = (1 - share) * texts[chosen] + share * texts[second]
        seen = views[random.integers(len(views), size=how.batch), photos]
        # The products in bfloat16 take half the time; weights and loss stay in float32.
        with torch.autocast("cpu", torch.bfloat16):
            pictures, sentences = image(seen), text(words)
        scores = pictures @ sentences.T * sharpness.exp()
        loss = (entropy(scores, target) + entropy(scores.T, target)) / 2
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
        if step % 100 == 99:
            print(f"  step {step + 1} of {len(steps)}, loss {losses[-1]:.3f}", flush=True)
    epochs = tuple(float(part.mean()) for part in np.array_split(np.array(losses), how.epochs))
    return Trained(image.head(), text.head(), epochs)


def _batches(
    owner: NDArray[np.int64], how: Training, random: np.random.Generator
) -> list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Photographs of each step, one caption of each, and another caption of it.

    A photograph is at most once in a batch: twice would make its own caption a wrong answer.
    """
    captions = [np.flatnonzero(owner == photo) for photo in range(int(owner.max()) + 1)]
    count = min(len(own) for own in captions)
    table = np.stack([own[:count] for own in captions])
    batches = []
    for _ in range(how.epochs):
        shuffled = random.permuted(table, axis=1)
        for turn in range(count):
            order = random.permutation(len(table))
            for start in range(0, len(order) - how.batch + 1, how.batch):
                photos = order[start : start + how.batch]
                following = shuffled[photos, (turn + 1) % count]
                batches.append((photos, shuffled[photos, turn], following))
    return batches
