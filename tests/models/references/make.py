"""Makes the tiny reference models and what transformers computes with them. Run with the export extra:

    python tests/models/references/make.py

For each family: a model with random weights from its configuration, a tokenizer of the right kind trained
on a few sentences, the encoder directory `fovea encoders export` makes of them, and reference.npz with
the embeddings and token ids of transformers' own processors and models in PyTorch. The suite compares with
these and needs no PyTorch. Seeded; the weights are as large as trained ones act, so that the vectors of
two photos are far apart and a wrong crop or a wrong pad token shows.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import string
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import sentencepiece
import tokenizers
import torch
import transformers
from PIL import Image, ImageOps

from models.export import export_encoder

HERE = Path(__file__).parent
PHOTOS = HERE.parents[1] / "photos"

# Wide, high, square, small, PNG, WebP, turned by EXIF, odd margins.
CHOSEN = (
    "animals/cat_face.png",
    "animals/dragonfly.jpg",
    "animals/IMG_0047.jpg",
    "garden/dahlia.jpg",
    "garden/flower_meadow.jpg",
    "holidays/CIMG0287.jpg",
    "holidays/CIMG0316.jpg",
    "holidays/colosseum.jpg",
    "holidays/coral_reef.jpg",
    "holidays/tea_hills.webp",
    "kitchen/wine_evening.jpg",
    "old/nagasaki_boats.jpg",
    "people/astronaut.jpg",
)
SENTENCES = (
    "a photo of a dog",
    "Two dogs are running on the beach, one of them carries a stick!",
    "birthday cake",
    "THE EIFFEL TOWER AT NIGHT",
    "the eiffel tower at night",
    "a woman in a red dress (smiling) plays the violin",
    "don't walk: it's 12:30 o'clock, 7th of May 2019...",
    "snow_covered mountains; http://example.org/a?b=c&d#e",
    "  coffee   and\tcroissants \n",
    "a non-breaking\u00a0space and a \u3000wide one",
    "fjørd, naïve café, über, e\u0301t\u0301, ﬁne ½ ①",
    "海边的两只狗在跑",
    "夕焼けの富士山",
    "собака на пляже",
    "כלב על החוף",
    "🐶 on the 🏖",
    "zyxwvutsrqponmlkjihgfedcba",
    "x",
    " ",
    "",
    "an old black and white photograph of a steam train crossing a stone bridge over a river " * 6,
    "词" * 90,
)
CORPUS = (
    *SENTENCES[:19],
    "a cat on a sofa",
    "children playing football in the park",
    "花园里的红色的花",
    "日落时的山",
)

IMAGE = {"hidden_size": 24, "intermediate_size": 48, "num_hidden_layers": 1, "num_attention_heads": 4,
         "image_size": 32, "patch_size": 8}  # fmt: skip
TEXT = {"hidden_size": 24, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4}
CLIP_MEAN, CLIP_STD = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]

ATTENTION = ("q_proj", "k_proj", "v_proj", "out_proj", "query", "key", "value", "in_proj", "attention.output")


def clip_tokenizer(folder: Path, pad: str) -> transformers.PreTrainedTokenizerBase:
    """Byte-level BPE with </w>, as OpenAI's, of 49 thousand fewer tokens."""
    model = tokenizers.Tokenizer(tokenizers.models.BPE(end_of_word_suffix="</w>"))
    model.normalizer = tokenizers.normalizers.Lowercase()
    model.pre_tokenizer = tokenizers.pre_tokenizers.Sequence(
        [tokenizers.pre_tokenizers.Whitespace(), tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=620, end_of_word_suffix="</w>", show_progress=False,
        initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet(),
    )  # fmt: skip
    model.train_from_iterator(CORPUS, trainer)
    learnt = json.loads(model.to_str())["model"]
    letters = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    merges = [" ".join(pair) for pair in learnt["merges"]]
    tokens = dict.fromkeys(["!", *letters, *(f"{letter}</w>" for letter in letters)])
    tokens |= dict.fromkeys(merge.replace(" ", "") for merge in merges)
    tokens |= dict.fromkeys(["<|startoftext|>", "<|endoftext|>"])
    (folder / "vocab.json").write_text(json.dumps({token: index for index, token in enumerate(tokens)}))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n")
    return transformers.CLIPTokenizerFast(
        str(folder / "vocab.json"), str(folder / "merges.txt"), pad_token=pad, model_max_length=24
    )


def sentence_pieces(folder: Path, kind: str, **options: object) -> Path:
    """A SentencePiece model."""
    lines = folder / "corpus.txt"
    lines.write_text("\n".join(text.lower().strip() or "a" for text in CORPUS))
    sentencepiece.SentencePieceTrainer.train(
        input=str(lines), model_prefix=str(folder / "spiece"), model_type=kind, minloglevel=2, num_threads=1,
        hard_vocab_limit=False, **options,
    )  # fmt: skip
    return folder / "spiece.model"


def siglip_tokenizer(folder: Path) -> transformers.PreTrainedTokenizerBase:
    """T5's kind: unigrams, pad = end = 1, without a fast version."""
    # SigLIP's vocabulary has "<", "unk" and ">"; so must this one, or the reference's trick fails.
    pieces = sentence_pieces(
        folder, "unigram", vocab_size=420, character_coverage=1.0, normalization_rule_name="nmt_nfkc",
        pad_id=0, eos_id=1, unk_id=2, bos_id=-1, user_defined_symbols=["<", "unk", ">"],
    )  # fmt: skip
    # As the published tokenizer_config.json: no mask, the model sees its padding.
    return transformers.SiglipTokenizer(
        str(pieces), model_max_length=16, pad_token="</s>", model_input_names=["input_ids"]
    )


def gemma_tokenizer(folder: Path) -> transformers.PreTrainedTokenizerBase:
    """Gemma's kind: BPE with bytes for what is unknown, pad 0, end 1."""
    pieces = sentence_pieces(
        folder, "bpe", vocab_size=640, character_coverage=0.98, normalization_rule_name="identity",
        pad_id=0, eos_id=1, bos_id=2, unk_id=3, byte_fallback=True, add_dummy_prefix=False,
        remove_extra_whitespaces=False,
    )  # fmt: skip
    return transformers.GemmaTokenizerFast(
        str(pieces), add_bos_token=False, add_eos_token=True, model_max_length=16, padding_side="right",
        model_input_names=["input_ids"],
    )  # fmt: skip


def bert_tokenizer(folder: Path) -> transformers.PreTrainedTokenizerBase:
    """BERT's word pieces, Chinese characters one by one."""
    model = tokenizers.BertWordPieceTokenizer(lowercase=True)
    model.train_from_iterator([*CORPUS, string.ascii_lowercase, "词"], vocab_size=500, show_progress=False)
    model.save_model(str(folder))
    return transformers.BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=512)


def clip(folder: Path) -> None:
    """OpenAI's: the end token by argmax (config says 2), padded with itself, bicubic, 32 of 32."""
    tokenizer = clip_tokenizer(folder, "<|endoftext|>")
    _clip(folder, tokenizer, 2, transformers.CLIPImageProcessor(
        size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32}
    ))  # fmt: skip


def clip_open(folder: Path) -> None:
    """Like those of LAION and Apple: the end token by its id, padded with 0, bilinear, 32 of 37, no mean."""
    tokenizer = clip_tokenizer(folder, "!")
    _clip(folder, tokenizer, tokenizer.eos_token_id, transformers.CLIPImageProcessor(
        size={"shortest_edge": 37}, crop_size={"height": 32, "width": 32}, resample=2,
        image_mean=[0.0, 0.0, 0.0], image_std=[1.0, 1.0, 1.0],
    ))  # fmt: skip


def _clip(
    folder: Path,
    tokenizer: transformers.PreTrainedTokenizerBase,
    end: int,
    processor: transformers.CLIPImageProcessor,
) -> None:
    text = TEXT | {
        "vocab_size": len(tokenizer), "max_position_embeddings": 24, "eos_token_id": end,
        "bos_token_id": tokenizer.bos_token_id, "pad_token_id": tokenizer.pad_token_id,
    }  # fmt: skip
    config = transformers.CLIPConfig(text_config=text, vision_config=dict(IMAGE), projection_dim=20)
    _save(folder, transformers.CLIPModel(config), tokenizer, processor)


def siglip(folder: Path) -> None:
    """SigLIP: squashed, bicubic, always 16 tokens, pooled at the last."""
    _siglip(folder, siglip_tokenizer(folder), 3)


def siglip2(folder: Path) -> None:
    """SigLIP 2 of fixed resolution: a SigLIP with Gemma's tokenizer and bilinear."""
    _siglip(folder, gemma_tokenizer(folder), 2)


def _siglip(folder: Path, tokenizer: transformers.PreTrainedTokenizerBase, resample: int) -> None:
    text = TEXT | {"vocab_size": len(tokenizer), "max_position_embeddings": 16, "projection_size": 24}
    config = transformers.SiglipConfig(text_config=text, vision_config=dict(IMAGE))
    processor = transformers.SiglipImageProcessor(size={"height": 32, "width": 32}, resample=resample)
    _save(folder, transformers.SiglipModel(config), tokenizer, processor)


def chinese_clip(folder: Path) -> None:
    """Chinese-CLIP: BERT with a mask, its first token; squashed, bicubic."""
    tokenizer = bert_tokenizer(folder)
    text = TEXT | {"vocab_size": len(tokenizer), "max_position_embeddings": 64}
    config = transformers.ChineseCLIPConfig(text_config=text, vision_config=dict(IMAGE), projection_dim=20)
    processor = transformers.ChineseCLIPImageProcessor(
        size={"height": 32, "width": 32}, do_center_crop=False, image_mean=CLIP_MEAN, image_std=CLIP_STD
    )
    _save(folder, transformers.ChineseCLIPModel(config), tokenizer, processor)


FAMILIES: dict[str, Callable[[Path], None]] = {
    "clip": clip,
    "clip-open": clip_open,
    "siglip": siglip,
    "siglip2": siglip2,
    "chinese-clip": chinese_clip,
}


def _save(
    folder: Path,
    model: torch.nn.Module,
    tokenizer: transformers.PreTrainedTokenizerBase,
    processor: transformers.BaseImageProcessor,
) -> None:
    generator = torch.Generator().manual_seed(7)
    for name, weight in model.named_parameters():
        if weight.dim() >= 2:
            fan_in = 1.0 if "embedding" in name and "patch" not in name else weight[0].numel()
            weight.data = torch.randn(weight.shape, generator=generator) / fan_in**0.5
            if "patch" in name:  # nearly blind to plain brightness, which all photos have
                weight.data = 4 * (weight.data - 0.8 * weight.data.mean(dim=(2, 3), keepdim=True))
            elif any(part in name for part in ATTENTION):  # what one token learns from the others counts
                weight.data *= 3
        elif name.endswith("bias"):
            weight.data = torch.randn(weight.shape, generator=generator) * 0.1
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    processor.save_pretrained(folder)


def reference(folder: Path) -> dict[str, np.ndarray]:
    """What transformers computes, without anything of Fovea's."""
    model = transformers.AutoModel.from_pretrained(folder).eval()
    processor = transformers.AutoImageProcessor.from_pretrained(folder, use_fast=False)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    siglip_like = model.config.model_type == "siglip"
    context = min(tokenizer.model_max_length, model.config.text_config.max_position_embeddings, 52)
    rows: dict[str, list[np.ndarray]] = {"images": [], "texts": [], "ids": []}
    with torch.no_grad():
        # https://github.com/huggingface/transformers/pull/43101
        for text in [text.lower() if folder.name == "siglip2" else text for text in SENTENCES]:
            tokens = tokenizer(
                [text], padding="max_length" if siglip_like else True, truncation=True, max_length=context,
                return_tensors="pt",
            )  # fmt: skip
            ids = np.full(context, -1)
            ids[: tokens["input_ids"].shape[1]] = tokens["input_ids"][0]
            rows["ids"].append(ids)
            pixels = torch.zeros(1, 3, 32, 32)
            rows["texts"].append(model(**tokens, pixel_values=pixels).text_embeds[0].numpy())
        for name in CHOSEN:
            with Image.open(PHOTOS / name) as image:
                picture = ImageOps.exif_transpose(image).convert("RGB")
            pixels = processor(images=picture, return_tensors="pt")
            rows["images"].append(model(**tokens, **pixels).image_embeds[0].numpy())
    return {name: np.stack(values) for name, values in rows.items()}


def retype(target: Path) -> None:
    """Let the towers take int32 ids and float16 pixels, as some of the hub's ready files do."""
    for name, kind, wide in (
        ("image.onnx", onnx.TensorProto.FLOAT16, onnx.TensorProto.FLOAT),
        ("text.onnx", onnx.TensorProto.INT32, onnx.TensorProto.INT64),
    ):
        graph = (model := onnx.load(target / name)).graph
        value = graph.input[0]
        for node in graph.node:
            node.input[:] = [f"{value.name}-wide" if given == value.name else given for given in node.input]
        graph.node.insert(0, onnx.helper.make_node("Cast", [value.name], [f"{value.name}-wide"], to=wide))
        value.type.tensor_type.elem_type = kind
        onnx.save(model, target / name)
    manifest = json.loads((target / "manifest.json").read_text())
    for name, entry in manifest["files"].items():
        content = (target / name).read_bytes()
        entry |= {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    (target / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def main() -> None:
    """Make them all anew."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    for name, make in FAMILIES.items():
        torch.manual_seed(7)
        with tempfile.TemporaryDirectory() as temporary:
            source = Path(temporary) / name
            source.mkdir()
            make(source)
            target = HERE / name
            shutil.rmtree(target, ignore_errors=True)
            report = export_encoder(source, target, photos=[PHOTOS / name for name in CHOSEN])
            if name == "clip-open":
                retype(target)
            np.savez_compressed(
                target / "reference.npz",
                photos=np.array(CHOSEN),
                sentences=np.array(SENTENCES),
                **reference(source),
            )
        print(*report.lines(), sep="\n")
        size = sum(path.stat().st_size for path in target.iterdir())
        print(f"  {size / 1000:.0f} kB in all")


if __name__ == "__main__":
    main()
