"""What is said of encoders outside of the window; see `desktop.parts.told`."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = (
    QT_TRANSLATE_NOOP("core", "{key} is in use."),
    QT_TRANSLATE_NOOP("core", "The download was stopped."),
    QT_TRANSLATE_NOOP("core", "The same command goes on where it stopped."),
    QT_TRANSLATE_NOOP("core", "Another Fovea is installing this encoder."),
    QT_TRANSLATE_NOOP("core", "Wait until it is done."),
    QT_TRANSLATE_NOOP("core", "{endpoint} can't be reached: {why}."),
    QT_TRANSLATE_NOOP(
        "core",
        "Is this computer online? Behind a proxy, set HTTPS_PROXY; where the hub is blocked, set "
        "HF_ENDPOINT to a mirror. {or_else}",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "Or fetch the files elsewhere and give their folder: fovea encoders install NAME --from DIR",
    ),
    QT_TRANSLATE_NOOP("core", "HF_HUB_OFFLINE is set, so nothing is downloaded."),
    QT_TRANSLATE_NOOP("core", "Unset it. {or_else}"),
    QT_TRANSLATE_NOOP("core", "the server answered {status}"),
    QT_TRANSLATE_NOOP("core", "the connection was closed early"),
    QT_TRANSLATE_NOOP("core", "{file} stopped arriving at {done} of {total} MB: {why}."),
    QT_TRANSLATE_NOOP("core", "What has arrived is kept; the same command goes on from there. {advice}"),
    QT_TRANSLATE_NOOP(
        "core",
        "{file} did not arrive as it was promised: its sha256 is {found}, not {wanted}.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "It was thrown away. If that happens again, something on the way changes it: another network.",
    ),
    QT_TRANSLATE_NOOP("core", "{folder} has {free} MB free; {needed} MB are needed."),
    QT_TRANSLATE_NOOP("core", "Free some space and try again."),
    QT_TRANSLATE_NOOP("core", "The disk of {folder} is full."),
    QT_TRANSLATE_NOOP(
        "core",
        "What has arrived is kept: free some space, and the same command goes on from there.",
    ),
    QT_TRANSLATE_NOOP("core", "Free some space or choose another folder."),
    QT_TRANSLATE_NOOP("core", "{file} is damaged: its sha256 is not the manifest's."),
    QT_TRANSLATE_NOOP("core", "{file} is missing."),
    QT_TRANSLATE_NOOP("core", "{file} has {size} bytes instead of {wanted}."),
    QT_TRANSLATE_NOOP("core", "Get the encoder again."),
    QT_TRANSLATE_NOOP("core", "Fetch it again."),
    QT_TRANSLATE_NOOP("core", "Install the encoder again."),
    QT_TRANSLATE_NOOP("core", "Install the encoder again, or choose another one with `fovea encoders use`."),
    QT_TRANSLATE_NOOP("core", "Update Fovea, or install the encoder again."),
    QT_TRANSLATE_NOOP("core", "Install Fovea again."),
    QT_TRANSLATE_NOOP("core", "There is no encoder at {folder}."),
    QT_TRANSLATE_NOOP("core", "See `fovea encoders list` for the ones that are here."),
    QT_TRANSLATE_NOOP("core", "There is no encoder named {name} here."),
    QT_TRANSLATE_NOOP("core", "Those that are: {known}."),
    QT_TRANSLATE_NOOP("core", "{source} lacks {files}."),
    QT_TRANSLATE_NOOP("core", "They are at: {addresses}"),
    QT_TRANSLATE_NOOP("core", "{path} is not an ONNX file."),
    QT_TRANSLATE_NOOP("core", "{path} is not a tokenizer: {error}."),
    QT_TRANSLATE_NOOP("core", "{path} fails on {device}: {error}."),
    QT_TRANSLATE_NOOP("core", "{path} can't be run: {error}."),
    QT_TRANSLATE_NOOP("core", "Try again with the device set to cpu."),
    QT_TRANSLATE_NOOP("core", "There is not enough memory on {device} for {path}."),
    QT_TRANSLATE_NOOP("core", "Close other programs, or set the device to cpu."),
    QT_TRANSLATE_NOOP("core", "Text in photos can't be read: the package rapidocr is not installed."),
    QT_TRANSLATE_NOOP("core", "The library has no encoder {name} that could be removed."),
    QT_TRANSLATE_NOOP("core", "{path} can't be read: {why}."),
    QT_TRANSLATE_NOOP("core", "The tokenizer.json that arrived is not valid JSON."),
    QT_TRANSLATE_NOOP("core", "No encoder named {name} is known."),
    QT_TRANSLATE_NOOP("core", "Those that can be had: {known}."),
    QT_TRANSLATE_NOOP("core", "The server refuses {address} (HTTP {status})."),
    QT_TRANSLATE_NOOP("core", "{address} sent another part than was asked for ({where})."),
    QT_TRANSLATE_NOOP("core", "{endpoint} does not say how large {repository}/{path} is."),
    QT_TRANSLATE_NOOP("core", "{file} wants an account and an agreement first."),
    QT_TRANSLATE_NOOP("core", "There is no {file} any more, or it is private."),
    QT_TRANSLATE_NOOP("core", "{repository} has no commit {commit} any more."),
    QT_TRANSLATE_NOOP("core", "{repository} has no file {file} (commit {commit})."),
    QT_TRANSLATE_NOOP("core", "{endpoint} does not say which version of {repository} it has."),
    QT_TRANSLATE_NOOP("core", "{file} at {endpoint} is not the file Fovea knows (commit {commit})."),
    QT_TRANSLATE_NOOP("core", "Nothing was downloaded. Unset HF_ENDPOINT, or update Fovea."),
    QT_TRANSLATE_NOOP("core", "{path} is not the file it should be: its sha256 is {found}, not {wanted}."),
    QT_TRANSLATE_NOOP("core", "Take it from commit {commit} of {repository}."),
    QT_TRANSLATE_NOOP("core", "{title} is not to be had as a pair of ONNX files."),
    QT_TRANSLATE_NOOP("core", "Make them yourself: fovea encoders export {name}"),
    QT_TRANSLATE_NOOP("core", "Another encoder is installed as {key}."),
    QT_TRANSLATE_NOOP(
        "core",
        "Remove it first with `fovea encoders remove`, or give this one another revision.",
    ),
    QT_TRANSLATE_NOOP("core", "{source} changed while it was copied."),
    QT_TRANSLATE_NOOP("core", "{path} is far too large to be what it says."),
    QT_TRANSLATE_NOOP("core", "{path} is wrong{where}: {problem}."),
    QT_TRANSLATE_NOOP("core", "{path} is of format {version}; this Fovea reads format {known}."),
    QT_TRANSLATE_NOOP("core", "{path} is not valid JSON."),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} holds weights of another program (a pickle or an archive), which Fovea does not open.",
    ),
    QT_TRANSLATE_NOOP("core", "Make an encoder directory of it: fovea encoders export"),
    QT_TRANSLATE_NOOP("core", "{path} keeps its weights in another file ({file})."),
    QT_TRANSLATE_NOOP("core", "Fovea wants each tower in one file: fovea encoders export makes such ones."),
    QT_TRANSLATE_NOOP("core", "{path} belongs to another encoder: {problem}."),
    QT_TRANSLATE_NOOP("core", "Get tokenizer and towers from the same place."),
    QT_TRANSLATE_NOOP("core", "{path} gives the same vector for different {what}."),
    QT_TRANSLATE_NOOP("core", "It can't be used for searching."),
    QT_TRANSLATE_NOOP("core", "{path} makes vectors of {width} numbers, but its manifest says {dimensions}."),
    QT_TRANSLATE_NOOP("core", "{path} computed something that is not a number on {device}."),
)
"""What is wrong with one, and what helps."""

OFFERS = (
    QT_TRANSLATE_NOOP(
        "core",
        "The classic. Fast on any processor; knows far more of the world than the built-in encoder.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "As ViT-B/32 with four times as many patches: sees smaller things, at a quarter of the speed.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The best of the small ones: as fast as CLIP ViT-B/32 and clearly better at finding.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The best of this list, and multilingual. Large, and on a processor about as slow as CLIP ViT-B/16.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "Nearly as good as far larger ones, and several times faster. For research only, says "
        "Apple's licence.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The one for rare languages: 201 of them. The largest of this list. Not for commercial use.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "Trained on 200 million Chinese pairs: the best of its size for questions in Chinese.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "OpenAI's model card calls any deployed use out of scope without testing of one's own.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "Non-commercial scientific research and academic development only; no use in any commercial "
        "product or service.",
    ),
    QT_TRANSLATE_NOOP("core", "Not for commercial use."),
    QT_TRANSLATE_NOOP("core", "Apache-2.0 (weights); fitted on research-use data, see the model card"),
    QT_TRANSLATE_NOOP("core", "MIT (the code's; none is named for the weights)"),
    QT_TRANSLATE_NOOP("core", "Apple Machine Learning Research Model licence (apple-amlr)"),
    QT_TRANSLATE_NOOP("core", "Flickr30k (1,000 photos)"),
    QT_TRANSLATE_NOOP("core", "Flickr30K-CN (1,000 photos)"),
    QT_TRANSLATE_NOOP("core", "Crossmodal-3600 Chinese, mean of R@1, R@5 and R@10"),
    QT_TRANSLATE_NOOP("core", "1,000 Flickr8k development photographs, 5,000 captions"),
)
"""What the catalogue says of those that can be had."""
