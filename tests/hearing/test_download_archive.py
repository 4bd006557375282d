"""Unpacking archives that mean harm."""

import stat
import zipfile
from pathlib import Path

import pytest

from local_voice.hearing.unpack import ArchiveError, unpack


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "model.zip"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "into").mkdir()
    return tmp_path / "into"


def pack(archive: Path, *names: str, content: bytes = b"x") -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for name in names:
            opened.writestr(name, content)


def test_one_folder_is_unpacked_with_all_below_it(archive: Path, folder: Path) -> None:
    pack(archive, "model/am/final.mdl", "model/README", content=b"words")
    assert unpack(archive, folder) == folder / "model"
    assert (folder / "model/am/final.mdl").read_bytes() == b"words"
    assert (folder / "model/README").is_file()


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "model/../../outside",
        "/outside/file",
        "C:/outside/file",
        "model\\..\\..\\outside",
        "model/..",
        "outside",
        "model/a:stream",
    ],
)
def test_a_name_that_leads_outside_is_refused(archive: Path, folder: Path, name: str) -> None:
    pack(archive, "model/README", name)
    with pytest.raises(ArchiveError, match="not to be trusted"):
        unpack(archive, folder)
    assert list(folder.parent.glob("outside*")) == []


def test_a_link_is_refused(archive: Path, folder: Path) -> None:
    link = zipfile.ZipInfo("model/am")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(link, "/etc")
        opened.writestr("model/am/passwd", "x")
    with pytest.raises(ArchiveError, match="not to be trusted"):
        unpack(archive, folder)


@pytest.mark.parametrize("names", [("a/x", "b/x"), ()])
def test_anything_but_one_folder_is_no_model(
    archive: Path, folder: Path, names: tuple[str, ...]
) -> None:
    pack(archive, *names)
    with pytest.raises(ArchiveError, match="no speech model"):
        unpack(archive, folder)


def test_thousands_of_files_are_no_model(archive: Path, folder: Path) -> None:
    pack(archive, *(f"model/{number}" for number in range(1001)))
    with pytest.raises(ArchiveError, match="no speech model"):
        unpack(archive, folder)


def test_an_archive_that_grows_without_end_is_stopped(archive: Path, folder: Path) -> None:
    pack(archive, "model/a", "model/b", content=bytes(1_000_000))
    assert archive.stat().st_size < 10_000
    with pytest.raises(ArchiveError, match="too large"):
        unpack(archive, folder, most_bytes=1_500_000)
    written = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    assert written <= 1_500_000


def test_a_size_that_lies_does_not_help(archive: Path, folder: Path) -> None:
    pack(archive, "model/a", content=bytes(1_000_000))
    told = (1_000_000).to_bytes(4, "little")
    archive.write_bytes(archive.read_bytes().replace(told, (10).to_bytes(4, "little")))
    with pytest.raises(ArchiveError):
        unpack(archive, folder, most_bytes=500_000)


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_cut_archive_is_damaged(archive: Path, folder: Path, part: float) -> None:
    pack(archive, "model/a", "model/b", content=bytes(range(256)) * 100)
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(ArchiveError, match="damaged"):
        unpack(archive, folder)


def test_a_changed_byte_in_any_place_never_ends_in_another_error(
    archive: Path, folder: Path
) -> None:
    pack(archive, "model/a", "model/b", content=bytes(range(256)))
    content = archive.read_bytes()
    for place in range(0, len(content), 7):
        changed = bytearray(content)
        changed[place] ^= 0x55
        archive.write_bytes(changed)
        into = folder / str(place)
        into.mkdir()
        try:
            model = unpack(archive, into)
        except ArchiveError:
            continue
        assert all(f.read_bytes() == bytes(range(256)) for f in model.iterdir())


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("model/a", "model/a"), ("model/a", "model/a/b")])
def test_one_name_for_two_things_is_damaged(
    archive: Path, folder: Path, names: tuple[str, ...]
) -> None:
    pack(archive, *names)
    with pytest.raises(ArchiveError, match="damaged"):
        unpack(archive, folder)
