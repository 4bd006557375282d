"""Unpacking a model's archive, trusting nothing in it."""

import errno
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from skill.errors import MuscleCalmError

MOST_BYTES = 1_000_000_000
MOST_FILES = 1_000
PIECE = 65_536
DAMAGED = "The archive fetched is damaged; please try again."

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,  # cut short
    NotImplementedError,  # packed in a way no model is
    RuntimeError,  # encrypted
    ValueError,
    FileExistsError,  # one name twice
    NotADirectoryError,  # a file that is a folder, too
)


class ArchiveError(MuscleCalmError):
    """An archive is damaged, or holds what an archive of a model does not."""


def unpack(archive: Path, folder: Path, most_bytes: int = MOST_BYTES) -> Path:
    """Unpack into an empty folder; the folder that the archive's one folder became.

    Raises ArchiveError for a damaged archive, for one whose names lead outside, for links, and
    for one that would grow beyond ``most_bytes``; OSError where the disk is full.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = [entry for entry in opened.infolist() if not entry.is_dir()]
            tops = {_safe(entry).parts[0] for entry in entries}
            if len(tops) != 1 or len(entries) > MOST_FILES:
                raise ArchiveError("The archive fetched is no speech model.")
            left = most_bytes
            for entry in entries:
                left -= _unpack_one(opened, entry, folder / _safe(entry), left)
    except _DAMAGE as fault:
        raise ArchiveError(DAMAGED) from fault
    except OSError as fault:
        if fault.errno == errno.EINVAL:  # an offset before the archive's beginning
            raise ArchiveError(DAMAGED) from fault
        raise
    return folder / tops.pop()


def _safe(entry: zipfile.ZipInfo) -> PurePosixPath:
    name = entry.filename
    path = PurePosixPath(name)
    leads_out = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if leads_out or is_link or len(path.parts) < 2:
        raise ArchiveError(f"The archive fetched is not to be trusted: it holds {name!r}.")
    return path


def _unpack_one(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, most: int) -> int:
    """Unpack a file and return its size, counted as it comes: what the archive says may lie."""
    target.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with opened.open(entry) as source, target.open("xb") as sink:
        while piece := source.read(PIECE):
            size += len(piece)
            if size > most:
                raise ArchiveError("The archive fetched is too large for a speech model.")
            sink.write(piece)
    return size
