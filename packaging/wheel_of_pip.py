"""Find and fetch pip's wheel through the package index that the person's pip is configured for.

A plain Debian has Python without pip. The wheel holds a pip that runs from inside it, so fetching that one
file is enough. The index is read as the Simple repository API has it, JSON (PEP 691) or HTML (PEP 503); the
file must match the sha256 that the index states.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import ssl
import sys
from html.parser import HTMLParser
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import URLError
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener

from package_sources import local_path
from setup_basics import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from package_sources import Sources

_ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"
_WHEEL = re.compile(r"pip-(\d+(?:\.\d+)*)-py(?:2\.py3|3)-none-any\.whl$")  # final releases only
_AT_LEAST = re.compile(r">=\s*(\d+)\.(\d+)")


class Wheel(NamedTuple):
    """One file that an index offers."""

    version: tuple[int, ...]
    url: str
    sha256: str  # empty when the index states none
    requires_python: str = ""


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the links."""
        if tag == "a":
            self.found.append({key: value or "" for key, value in attrs})


def parse_index(body: bytes, content_type: str, base: str) -> list[Wheel]:
    """Every final, unyanked wheel of pip in an index's answer."""
    entries: list[tuple[str, str, str]] = []
    if "json" in content_type:
        for file in json.loads(body)["files"]:
            if not file.get("yanked"):
                sha256 = file.get("hashes", {}).get("sha256", "")
                entries.append((urljoin(base, file["url"]), sha256, file.get("requires-python") or ""))
    else:
        parser = _Anchors()
        parser.feed(body.decode("utf-8", errors="replace"))
        for anchor in parser.found:
            url, _, fragment = urljoin(base, anchor.get("href", "")).partition("#")
            sha256 = fragment[7:] if fragment.startswith("sha256=") else ""
            if "data-yanked" not in anchor:
                entries.append((url, sha256, anchor.get("data-requires-python", "")))
    wheels = []
    for url, sha256, requires in entries:
        name = _WHEEL.search(unquote(urlsplit(url).path))
        if name:
            wheels.append(Wheel(tuple(map(int, name[1].split("."))), url, sha256, requires))
    return wheels


def suits(wheel: Wheel, python: tuple[int, int]) -> bool:
    """Whether a wheel's lower bound on Python is met; pip has never stated another kind of bound."""
    return all(
        python >= (int(major), int(minor)) for major, minor in _AT_LEAST.findall(wheel.requires_python)
    )


def wheels_in_folder(folder: Path) -> list[Wheel]:
    """The wheels of pip in a local folder; what lies on one's own disk needs no checksum."""
    return [
        Wheel(tuple(map(int, name[1].split("."))), file.resolve().as_uri(), "")
        for file in folder.glob("pip-*.whl")
        if (name := _WHEEL.search(file.name))
    ]


class _Fetcher:
    def __init__(self, sources: Sources, env: Mapping[str, str]) -> None:
        cert = sources.cert or env.get("SSL_CERT_FILE", "")
        proxies = {name[:-6].lower(): env[name] for name in ("HTTP_PROXY", "HTTPS_PROXY") if env.get(name)}
        self.proxy = ProxyHandler(proxies or None)  # None: urllib's own way of finding them
        self.trusted = {host.partition(":")[0] for host in sources.trusted_hosts}
        self.strict = ssl.create_default_context(cafile=cert if Path(cert).is_file() else None)
        self.lax = ssl.create_default_context()
        self.lax.check_hostname, self.lax.verify_mode = False, ssl.CERT_NONE

    def open(self, url: str) -> tuple[bytes, str, str]:
        """An address's bytes, their content type, and the address they really came from."""
        parts = urlsplit(url)
        headers = {"Accept": _ACCEPT, "User-Agent": "fovea-bootstrap"}
        if parts.username:  # urllib does not take a name and a password out of an address; pip does
            secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers["Authorization"] = "Basic " + base64.b64encode(secret.encode()).decode()
            parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
        context = self.lax if parts.hostname in self.trusted else self.strict
        opener = build_opener(self.proxy, HTTPSHandler(context=context))
        with opener.open(Request(urlunsplit(parts), headers=headers), timeout=30) as answer:
            return answer.read(), answer.headers.get("Content-Type", ""), answer.url


def _without_secret(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _offers(fetch: _Fetcher, sources: Sources) -> tuple[list[Wheel], list[str]]:
    """Every wheel that the sources offer, and what went wrong on the way."""
    wheels: list[Wheel] = []
    problems: list[str] = []
    for address in [*(index.rstrip("/") + "/pip/" for index in sources.indexes), *sources.find_links]:
        folder = local_path(address)
        if folder is not None:
            page = folder / "index.html"
            if page.is_file():
                wheels += parse_index(page.read_bytes(), "text/html", folder.resolve().as_uri() + "/")
            wheels += wheels_in_folder(folder)
            continue
        try:
            wheels += parse_index(*fetch.open(address))
        except (OSError, HTTPException, ValueError, KeyError) as error:
            problems.append(f"{_without_secret(address)}: {getattr(error, 'reason', error)}")
    return wheels, problems


def fetch_pip(sources: Sources, folder: Path, env: Mapping[str, str]) -> Path:
    """Fetch the newest pip that runs on this Python.

    Args:
        sources: pip's settings.
        folder: where to put the wheel.
        env: the environment for tools: where the certificates and the proxy are.

    Returns:
        The wheel's path in `folder`.

    Raises:
        SetupError: nothing answered, nothing fitted, or what came is not what the index promised.
    """
    fetch = _Fetcher(sources, env)
    offered, problems = _offers(fetch, sources)
    wheels = [wheel for wheel in offered if suits(wheel, sys.version_info[:2])]
    if not wheels:
        tried = "\n".join(f"    {problem}" for problem in problems) or "    none of its sources has one"
        raise SetupError(f"pip cannot be fetched:\n{tried}\nIs this machine online, and pip's index right?")
    best = max(wheels, key=lambda wheel: (wheel.version, bool(wheel.sha256)))
    shown = _without_secret(best.url)
    target = folder / unquote(urlsplit(best.url).path).rsplit("/", 1)[-1]
    local = local_path(best.url)
    if local is not None:
        shutil.copyfile(local, target)
    elif not best.sha256:
        raise SetupError(f"{shown} comes without a sha256; it is not run unchecked.")
    else:
        try:
            target.write_bytes(fetch.open(best.url)[0])
        except (URLError, HTTPException, TimeoutError) as error:
            raise SetupError(f"{shown} cannot be fetched: {getattr(error, 'reason', error)}") from error
    if best.sha256 and hashlib.sha256(target.read_bytes()).hexdigest() != best.sha256:
        raise SetupError(f"{shown} arrived damaged: its sha256 is not the one that the index states.")
    return target
