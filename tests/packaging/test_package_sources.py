import os
from pathlib import Path

import pytest
from package_sources import Sources, config_files, existing, read_sources, tool_environment, uv_arguments
from setup_basics import SetupError

CONFIG = """\
[global]
index-url = https://packages.example/simple
extra_index_url =
    https://one.example/simple
    https://two.example/simple
cert = /etc/company.pem
timeout = 20

[install]
find-links = /srv/wheels
"""


def test_files_and_variables_are_read_in_the_order_of_pip(tmp_path: Path) -> None:
    first, second = tmp_path / "first.conf", tmp_path / "second.conf"
    first.write_text(CONFIG)
    second.write_text("[global]\ntimeout = 40\nfind-links = /not/these\n")
    sources = read_sources(
        {"PIP_CERT": "/etc/mine.pem", "HOME": "/x"}, [first, second, tmp_path / "none.conf"]
    )
    assert sources == Sources(
        index_url="https://packages.example/simple",
        extra_index_urls=("https://one.example/simple", "https://two.example/simple"),
        find_links=("/srv/wheels",),  # [install] beats [global], whatever the file
        cert="/etc/mine.pem",
        timeout="40",
    )


def test_without_any_settings_it_is_the_public_index() -> None:
    sources = read_sources({}, [])
    assert sources == Sources()
    assert sources.indexes == ["https://pypi.org/simple"]
    assert uv_arguments(sources) == []


def test_no_index_leaves_only_the_folders(tmp_path: Path) -> None:
    sources = read_sources({"PIP_NO_INDEX": "true", "PIP_FIND_LINKS": str(tmp_path)}, [])
    assert sources.indexes == []
    assert uv_arguments(sources) == ["--no-index", "--find-links", str(tmp_path)]


def test_a_file_that_is_no_configuration_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "pip.conf"
    broken.write_text("index-url = https://no.section.example\n")
    with pytest.raises(SetupError, match=r"pip\.conf cannot be read"):
        read_sources({}, [broken])


def test_the_configuration_can_be_turned_off(tmp_path: Path) -> None:
    assert config_files({"PIP_CONFIG_FILE": os.devnull}, tmp_path, tmp_path) == []
    named = tmp_path / "named.conf"
    assert config_files({"PIP_CONFIG_FILE": str(named)}, tmp_path, tmp_path)[-1] == named


def test_local_folders_that_are_not_there_are_left_out(tmp_path: Path) -> None:
    here = tmp_path.as_uri()
    places = [here, "file:///not/there", "/nor/this", str(tmp_path), "https://far.example/simple"]
    assert existing(places) == [here, str(tmp_path), "https://far.example/simple"]


def test_uv_is_told_what_pip_knows(tmp_path: Path) -> None:
    sources = Sources(
        index_url="https://a.example/simple",
        extra_index_urls=("https://b.example/simple", "file:///not/there"),
        trusted_hosts=("a.example",),
    )
    assert uv_arguments(sources) == [
        *("--default-index", "https://a.example/simple"),
        *("--index", "https://b.example/simple"),
        *("--index-strategy", "unsafe-best-match"),
        *("--allow-insecure-host", "a.example"),
    ]


def test_the_environment_for_the_tools(tmp_path: Path) -> None:
    cert = tmp_path / "ca.pem"
    cert.touch()
    given = {"HOME": str(tmp_path), "PYTHONPATH": "/elsewhere", "PATH": "/bin"}
    env = tool_environment(
        given, Sources(cert=str(cert), proxy="http://proxy.example:3128"), tmp_path / "spare"
    )
    assert env["SSL_CERT_FILE"] == str(cert)
    assert env["HTTPS_PROXY"] == "http://proxy.example:3128"
    assert "PYTHONPATH" not in env
    assert "UV_CACHE_DIR" not in env
    assert "SSL_CERT_FILE" not in tool_environment(given, Sources(cert="/not/there.pem"), tmp_path)


def test_a_home_that_cannot_be_written_to_gets_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    env = tool_environment({"HOME": str(tmp_path)}, Sources(), tmp_path / "spare")
    assert env["UV_CACHE_DIR"] == str(tmp_path / "spare")
