"""Installing a speech model: fetched, checked, and in its place all at once or not at all."""

import re
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from local_voice.hearing.download import (
    DownloadError,
    Progress,
    Remote,
    cannot_write,
    fetch,
)
from local_voice.hearing.lock import only_one
from local_voice.hearing.unpack import ArchiveError, unpack
from local_voice.hearing.vosk_check import (
    check_files,
    check_model,
    probe_model,
    remember_probe,
    write_manifest,
)
from local_voice.hearing.vosk_models import MODEL_NAME, ModelError, models_folder

URL_VARIABLE = "MUSCLE_CALM_MODEL_URL"
SHA256_VARIABLE = "MUSCLE_CALM_MODEL_SHA256"
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_NEW = ".new-"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Offered:
    """A model that can be fetched: the name of its folder, and its archive."""

    name: str
    archive: Remote


OFFICIAL = Offered(
    MODEL_NAME,
    Remote(
        f"https://alphacephei.com/vosk/models/{MODEL_NAME}.zip",
        "30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498",
        41_205_931,
    ),
)
"""The official small English model; the checksum is the one several package recipes give."""


def choose(environment: Mapping[str, str], url: str | None, sha256: str | None) -> Offered:
    """The model to fetch: the official one, or that of another address, by option or environment.

    Another address may be plain http, but needs a checksum of its own; raises DownloadError.
    """
    url = url or environment.get(URL_VARIABLE)
    sha256 = sha256 or environment.get(SHA256_VARIABLE)
    if not url:
        return OFFICIAL
    name = urlsplit(url).path.rpartition("/")[2].removesuffix(".zip")
    if urlsplit(url).scheme not in ("http", "https") or not _NAME.fullmatch(name):
        raise DownloadError(f"{url} is not the address of a model's zip file.")
    if not sha256 or not _SHA256.fullmatch(sha256):
        raise DownloadError(
            f"A model from {url} needs its checksum, 64 digits and letters a to f: give it with "
            f"--sha256 or in {SHA256_VARIABLE}."
        )
    return Offered(name, Remote(url, sha256.lower()))


def install(
    offered: Offered,
    cache: Path,
    *,
    progress: Progress,
    sleep: Callable[[float], None] = time.sleep,
    timeout: float = 20.0,
) -> Path:
    """Fetch a model into our cache folder and return its folder; a good one that is there stays.

    Raises DownloadError, ArchiveError or ModelError, also where another process is at it.
    """
    models = models_folder(cache)
    target = models / offered.name
    try:
        with ExitStack() as held:
            models.mkdir(parents=True, exist_ok=True)
            held.enter_context(only_one(models / ".lock"))
            if not _is_good(target, cache):
                part = models / f".{offered.name}-{offered.archive.sha256[:16]}.zip"
                fetch(offered.archive, part, progress=progress, sleep=sleep, timeout=timeout)
                _unpack_into_place(part, target, cache)
    except BlockingIOError as fault:
        raise DownloadError("A model is being fetched already; wait until that is done.") from fault
    except OSError as fault:
        raise cannot_write(target, fault) from fault
    return target


def _is_good(model: Path, cache: Path) -> bool:
    if not model.is_dir():
        return False
    try:
        check_model(model, cache)
    except ModelError:
        return False
    return True


def _unpack_into_place(archive: Path, target: Path, cache: Path) -> None:
    """Unpack beside the target and move there what proved good; a damaged one there goes."""
    for left_behind in target.parent.glob(f"{_NEW}*"):
        shutil.rmtree(left_behind, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=_NEW) as folder:
        try:
            new = unpack(archive, Path(folder))
            check_files(new)
            probe_model(new)
        except (ArchiveError, ModelError) as fault:
            archive.unlink()  # it is what was expected, and no use
            raise DownloadError(f"What was fetched cannot be used. {fault}") from fault
        write_manifest(new)
        if target.exists():
            target.rename(Path(folder) / ".old")
        new.rename(target)
    archive.unlink()
    remember_probe(target, cache)
