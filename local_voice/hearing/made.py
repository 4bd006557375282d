"""Files that take a while to make, kept in a cache folder and made again where they are damaged."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from shutil import rmtree


def key_of(*parts: Iterable[str]) -> str:
    """A name for what is made of these texts: another name as soon as one of them changes."""
    digest = hashlib.sha256()
    for part in parts:
        for text in part:
            digest.update(text.encode() + b"\n")
        digest.update(b"\0")
    return digest.hexdigest()[:16]


KEPT = 4
"""Keys whose files are kept, for other vocabularies that are in use by turns or at once."""


class Made:
    """The files made for one key; of other keys in the same folder those used last are kept."""

    def __init__(self, folder: Path, key: str) -> None:
        self._folder = folder / key
        self._folder.mkdir(parents=True, exist_ok=True)
        self._folder.touch()
        for other in sorted(folder.iterdir(), key=_last_used)[:-KEPT]:
            if other != self._folder:
                rmtree(other, ignore_errors=True)

    def file(self, name: str, make: Callable[[], str]) -> Path:
        """The file of this name, made where it is not there whole.

        Its checksum stands in a file beside it, written last; both appear at once under their
        names, so that whoever is killed in between leaves nothing that passes for whole.
        """
        path, proof = self._folder / name, self._folder / f"{name}.sha256"
        if not _is_whole(path, proof):
            content = make().encode()
            _write(path, content)
            _write(proof, hashlib.sha256(content).hexdigest().encode())
        return path


def _last_used(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:  # another process has just thrown it away
        return 0.0


def _is_whole(path: Path, proof: Path) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest().encode() == proof.read_bytes()
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
