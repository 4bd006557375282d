"""Finding out that a model is damaged before it can abort the process.

Vosk ends the whole process over some damaged files, and hears wrongly, without a word, over
others. So a model's files are looked at, those of a model we fetched are compared with what was
fetched, and every model is loaded once in a process of its own. Of a model that came otherwise
only what ends the process is found: one whose graph lost its end loads, and mishears.
"""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from local_voice.hearing.vosk_models import ModelError

MANIFEST = ".muscle-calm.json"
"""In a model's folder: size, time and SHA-256 of each file as it was fetched."""

PROBE_SECONDS = 60.0
_PROBED = "models-probed.json"
_PROBE = """
import sys, vosk
vosk.SetLogLevel(-4)
model = vosk.Model(sys.argv[1])
sound = bytes(value * value % 251 for value in range(32000))
for grammar in ([], ['["yes", "[unk]"]']):
    recognizer = vosk.KaldiRecognizer(model, 16000, *grammar)
    recognizer.SetWords(True)
    recognizer.AcceptWaveform(sound)
    recognizer.FinalResult()
"""

_OPENFST = b"\xd6\xfd\xb2\x7e"
_ALWAYS = ("am/final.mdl", "conf/model.conf", "conf/mfcc.conf")
_GRAPH = ("graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int")
_FIXED_GRAPH = ("graph/HCLG.fst", "graph/words.txt")
_IVECTOR = ("final.ie", "final.dubm", "final.mat", "splice.conf", "global_cmvn.stats")


def check_model(path: Path, cache: Path, timeout: float = PROBE_SECONDS) -> None:
    """Raise ModelError where a model is damaged. Takes milliseconds, the first time seconds:
    what a trial found is kept in the cache folder for as long as no file changes."""
    check_files(path)
    _check_against_manifest(path, thoroughly=False)
    fingerprint = _fingerprint(path)
    if _probed(cache).get(str(path.resolve())) != fingerprint:
        probe_model(path, timeout)
        remember_probe(path, cache)


def verify_model(path: Path, timeout: float = PROBE_SECONDS) -> None:
    """Raise ModelError where a model is damaged; reads every byte of one that we fetched."""
    check_files(path)
    _check_against_manifest(path, thoroughly=True)
    probe_model(path, timeout)


def check_files(path: Path) -> None:
    """Raise ModelError where a file is missing, empty or plainly not what it should be."""
    is_fixed = (path / "graph/HCLG.fst").is_file()
    ivector = tuple(f"ivector/{name}" for name in _IVECTOR) if (path / "ivector").is_dir() else ()
    for name in _ALWAYS + (_FIXED_GRAPH if is_fixed else _GRAPH) + ivector:
        file = path / name
        if not file.is_file() or file.stat().st_size == 0:
            raise ModelError.unusable(path, f"{name} is missing or empty")
        if name.endswith(".fst") and not _starts_with(file, _OPENFST):
            raise ModelError.unusable(path, f"{name} is damaged")
    # Vosk aborts without the phones of silence, and over an odd list of numbers.
    settings = (path / "conf/model.conf").read_text("utf-8", "replace")
    if not re.search(r"^--endpoint\.silence-phones=\d", settings, re.MULTILINE):
        raise ModelError.unusable(path, "conf/model.conf is damaged")
    if not is_fixed:
        numbers = (path / "graph/disambig_tid.int").read_text("utf-8", "replace")
        if not re.fullmatch(r"(\d+\s+)*\d+\s*", numbers):
            raise ModelError.unusable(path, "graph/disambig_tid.int is damaged")


def probe_model(path: Path, timeout: float = PROBE_SECONDS) -> None:
    """Load a model and let it hear a second of noise, in a process of its own; raises ModelError
    where that process does not survive it."""
    # -P: a file named vosk.py in the current folder is not the library.
    command = [sys.executable, "-P", "-c", _PROBE, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        raise ModelError.unusable(path, f"it does not load within {timeout:g} seconds") from None
    if done.returncode:
        raise ModelError.unusable(path, "it makes Vosk fail")


def remember_probe(path: Path, cache: Path) -> None:
    """Keep in the cache folder that a model was loaded well; not being able to is no error."""
    probed = _probed(cache) | {str(path.resolve()): _fingerprint(path)}
    try:
        cache.mkdir(parents=True, exist_ok=True)
        (cache / _PROBED).write_text(json.dumps(probed, indent=1), "utf-8")
    except OSError:
        return


def write_manifest(path: Path) -> None:
    """Note what the files of a model just fetched are like."""
    files = {
        file.relative_to(path).as_posix(): [*_size_and_time(file), _sha256(file)]
        for file in _files(path)
    }
    (path / MANIFEST).write_text(json.dumps(files, indent=1), "utf-8")


def _check_against_manifest(path: Path, *, thoroughly: bool) -> None:
    """Raise ModelError where a file is not as it was fetched; without one there is nothing to
    compare. A file whose size and time are unchanged is read only ``thoroughly``."""
    manifest = path / MANIFEST
    if not manifest.is_file():
        return
    listed = _read_json(manifest)
    if not listed or any(type(noted) is not list or len(noted) != 3 for noted in listed.values()):
        raise ModelError.unusable(path, f"{MANIFEST} is damaged")
    for name, (size, time, sha256) in listed.items():
        file = path / name
        if not file.is_file():
            raise ModelError.unusable(path, f"{name} is missing")
        same = _size_and_time(file) == (size, time)
        if (thoroughly or not same) and _sha256(file) != sha256:
            raise ModelError.unusable(path, f"{name} is not as it was fetched")


def _fingerprint(path: Path) -> str:
    """Changes when a file or Vosk itself does."""
    files = [(f.relative_to(path).as_posix(), *_size_and_time(f)) for f in _files(path)]
    return hashlib.sha256(repr((version("vosk"), files)).encode()).hexdigest()


def _probed(cache: Path) -> dict[str, Any]:
    return _read_json(cache / _PROBED)


def _read_json(file: Path) -> dict[str, Any]:
    """The object in a file; an unreadable one tells nothing."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _files(path: Path) -> Iterator[Path]:
    return (f for f in sorted(path.rglob("*")) if f.is_file() and f.name != MANIFEST)


def _size_and_time(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_size, status.st_mtime_ns


def _starts_with(file: Path, start: bytes) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(start)) == start


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
