"""Where this person's pip looks for packages (its configuration files, PIP_* variables), and the same for uv.

uv is several times quicker than pip, but reads none of pip's settings; whoever has set up an index of their
own, a proxy or a certificate authority for pip expects them to be used.
"""

from __future__ import annotations

import configparser
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from setup_basics import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEFAULT_INDEX = "https://pypi.org/simple"
_TRUE = {"1", "true", "yes", "on"}


class Sources(NamedTuple):
    """pip's settings that say where packages come from. Empty means pip's default."""

    index_url: str = ""
    extra_index_urls: tuple[str, ...] = ()
    find_links: tuple[str, ...] = ()
    trusted_hosts: tuple[str, ...] = ()
    cert: str = ""
    proxy: str = ""
    timeout: str = ""
    no_index: bool = False

    @property
    def indexes(self) -> list[str]:
        """The indexes to ask, the main one first."""
        if self.no_index:
            return []
        return [self.index_url or DEFAULT_INDEX, *existing(self.extra_index_urls)]


def config_files(env: Mapping[str, str], home: Path, prefix: Path) -> list[Path]:
    """The configuration files of pip in its order, the later stronger (see pip's user guide)."""
    named = env.get("PIP_CONFIG_FILE", "")
    if named == os.devnull:
        return []
    last = [Path(named)] if named else []
    if sys.platform == "win32":
        shared = Path(env.get("PROGRAMDATA", "C:/ProgramData")) / "pip/pip.ini"
        user = Path(env.get("APPDATA", str(home))) / "pip/pip.ini"
        return [shared, home / "pip/pip.ini", user, prefix / "pip.ini", *last]
    everybody = [Path(d) / "pip/pip.conf" for d in env.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":") if d]
    everybody = [*reversed(everybody), Path("/etc/pip.conf")]
    user = Path(env.get("XDG_CONFIG_HOME") or home / ".config") / "pip/pip.conf"
    if sys.platform == "darwin":
        everybody = [Path("/Library/Application Support/pip/pip.conf")]
        apple = home / "Library/Application Support/pip"
        user = apple / "pip.conf" if apple.is_dir() else home / ".config/pip/pip.conf"
    return [*everybody, home / ".pip/pip.conf", user, prefix / "pip.conf", *last]


def read_sources(env: Mapping[str, str], files: Sequence[Path]) -> Sources:
    """Read the settings that apply to `pip install`; a variable beats the files, [install] beats [global].

    Raises:
        SetupError: a configuration file is not one.
    """
    settings: dict[str, str] = {}
    for section in ("global", "install"):
        for file in files:
            parser = configparser.RawConfigParser()
            try:
                parser.read(file, encoding="utf-8")  # says nothing of files that are not there
            except (configparser.Error, UnicodeDecodeError) as error:
                raise SetupError(f"pip's configuration file {file} cannot be read: {error}") from error
            if parser.has_section(section):
                settings.update({key.replace("_", "-"): value for key, value in parser.items(section)})
    for key, value in env.items():
        if key.startswith("PIP_") and value:
            settings[key[4:].lower().replace("_", "-")] = value

    def several(key: str) -> tuple[str, ...]:
        return tuple(settings.get(key, "").split())

    return Sources(
        index_url=settings.get("index-url", ""),
        extra_index_urls=several("extra-index-url"),
        find_links=several("find-links"),
        trusted_hosts=several("trusted-host"),
        cert=settings.get("cert", ""),
        proxy=settings.get("proxy", ""),
        timeout=settings.get("timeout", settings.get("default-timeout", "")),
        no_index=settings.get("no-index", "").lower() in _TRUE,
    )


def local_path(place: str) -> Path | None:
    """The path that a file: address or a plain path means; None for anything on a network."""
    if place.startswith("file:"):
        return Path(url2pathname(urlsplit(place).path))
    return None if "://" in place else Path(place).expanduser()


def existing(places: Sequence[str]) -> list[str]:
    """Leave out local folders that are not there: pip only warns about them, uv stops."""
    return [place for place in places if (path := local_path(place)) is None or path.exists()]


def uv_arguments(sources: Sources) -> list[str]:
    """The same sources in the words of uv."""
    arguments: list[str] = []
    if sources.no_index:
        arguments.append("--no-index")
    elif sources.index_url:
        arguments += ["--default-index", sources.index_url]
    extra = sources.indexes[1:]
    for url in extra:
        arguments += ["--index", url]
    if extra:
        # pip takes the best version that any index has; uv by itself stops at the first that knows the name.
        arguments += ["--index-strategy", "unsafe-best-match"]
    for place in existing(sources.find_links):
        arguments += ["--find-links", place]
    for host in sources.trusted_hosts:
        arguments += ["--allow-insecure-host", host]
    return arguments


def _can_make(folder: Path) -> bool:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)


def tool_environment(env: Mapping[str, str], sources: Sources, spare_cache: Path) -> dict[str, str]:
    """The environment for pip and uv: the person's own, and what uv would not find by itself.

    Args:
        env: the environment of this process.
        sources: pip's settings.
        spare_cache: a folder for uv's cache when the home cannot be written to.
    """
    result = dict(env)
    for name in ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"):
        result.pop(name, None)
    # The system's certificates, as pip and Python use them, instead of uv's own list.
    result.update(PIP_DISABLE_PIP_VERSION_CHECK="1", UV_PYTHON_DOWNLOADS="never", UV_SYSTEM_CERTS="1")
    if sources.cert and Path(sources.cert).is_file():
        result.setdefault("SSL_CERT_FILE", sources.cert)
    if sources.proxy:
        result.setdefault("HTTP_PROXY", sources.proxy)
        result.setdefault("HTTPS_PROXY", sources.proxy)
    if sources.timeout:
        result.setdefault("UV_HTTP_TIMEOUT", sources.timeout)
    cache = Path(env.get("XDG_CACHE_HOME") or Path(env.get("HOME") or Path.home()) / ".cache")
    if "UV_CACHE_DIR" not in env and not _can_make(cache / "uv"):
        result.update(UV_CACHE_DIR=str(spare_cache), PIP_NO_CACHE_DIR="1")
    return result
