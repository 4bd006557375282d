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


class Made:
    """The files made for one key; those of other keys in the same folder are thrown away."""

    def __init__(self, folder: Path, key: str) -> None:
        self._folder = folder / key
        self._folder.mkdir(parents=True, exist_ok=True)
        for other in folder.iterdir():
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
