"""The acoustic model that comes with PocketSphinx, looked over before the decoder trusts it."""

import base64
import hashlib
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path
from typing import Any

from skill.errors import MuscleCalmError

PARTS = ("en-us/en-us/", "en-us/cmudict-en-us.dict")
MEND = "install it again with: pip install --force-reinstall pocketsphinx"


class RecognizerError(MuscleCalmError):
    """PocketSphinx or its model cannot be used on this machine."""

    @classmethod
    def unusable(cls, what: str) -> "RecognizerError":
        """One sentence with what is wrong and the line that mends it."""
        return cls(f"The speech recognizer PocketSphinx cannot be used, {what}; {MEND}")


def pocketsphinx_version() -> str:
    """The installed version; raises RecognizerError where there is none."""
    try:
        return version("pocketsphinx")
    except PackageNotFoundError as fault:
        raise RecognizerError.unusable("as it is not installed") from fault


def check_model(root: Path | None = None) -> None:
    """Compare the model with what its wheel recorded, some 20 ms of work: the decoder ends the
    whole process over a file cut short. ``root`` is where packages are installed, if not here.

    Raises RecognizerError, naming the file.
    """
    for file in files("pocketsphinx") or ():
        if file.hash is None or not any(f"model/{part}" in file.as_posix() for part in PARTS):
            continue
        try:
            path = Path(str(file.locate())) if root is None else root / file
            found = hashlib.new(file.hash.mode, path.read_bytes()).digest()
        except OSError as fault:
            raise RecognizerError.unusable(f"its file {file.name} cannot be read") from fault
        if base64.urlsafe_b64encode(found).rstrip(b"=").decode() != file.hash.value:
            raise RecognizerError.unusable(f"its file {file.name} is damaged")


def new_decoder(words: Path, **settings: Any) -> Any:
    """A decoder with the wheel's acoustic model and these words, and nothing to listen for yet."""
    try:
        import pocketsphinx

        return pocketsphinx.Decoder(
            hmm=pocketsphinx.get_model_path("en-us/en-us"),
            dict=str(words),
            lm=None,
            loglevel="FATAL",
            **settings,
        )
    except (ImportError, RuntimeError, ValueError) as fault:
        raise RecognizerError.unusable("as its model does not load") from fault
