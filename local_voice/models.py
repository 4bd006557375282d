"""`muscle-calm model`: fetching, listing and verifying speech models, and offering to fetch one."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from local_voice.folders import cache_folder
from local_voice.hearing.download import DownloadError
from local_voice.hearing.install import OFFICIAL, Offered, choose, install
from local_voice.hearing.vosk_check import verify_model
from local_voice.hearing.vosk_models import (
    ModelError,
    Places,
    find_model,
    is_english,
    list_models,
    usual_places,
)

_DECLINED = "model-declined"


def places(cache: Path) -> Places:
    """Where this machine's speech models may be."""
    return usual_places(os.environ, Path.home(), cache)


def download_command(url: str | None = None, sha256: str | None = None) -> None:
    """Fetch the official model, or the one at another address; raises MuscleCalmError."""
    console = Console(highlight=False)
    model = download(choose(os.environ, url, sha256), cache_folder(), console)
    console.print(f"The speech model is in {escape(str(model))}.", soft_wrap=True)


def download(offered: Offered, cache: Path, console: Console) -> Path:
    """Fetch a model with a progress bar and return its folder; raises MuscleCalmError, also where
    the person stops it."""
    try:
        with _bar(offered.name, console) as progress:
            return install(offered, cache, progress=progress)
    except KeyboardInterrupt:
        raise DownloadError("Stopped; `muscle-calm model download` goes on where it was.") from None


def list_command() -> None:
    """Print every model found; the one used is marked."""
    here = places(cache_folder())
    found, used = list_models(here), find_model(here)
    if not found:
        Console().print(f"There is no speech model here; {_how_to_fetch()}.", soft_wrap=True)
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("", "name", "size", "folder"):
        table.add_column(heading, overflow="fold")
    for model in found:
        mark = "used" if model == used else "" if is_english(model) else "not English"
        table.add_row(mark, model.name, _megabytes(model), str(model.parent))
    Console(highlight=False).print(table)


def verify_command() -> None:
    """Check every byte of every model found; raises ModelError for the first that is damaged."""
    found = list_models(places(cache_folder()))
    if not found:
        raise ModelError(f"There is no speech model here; {_how_to_fetch()}.")
    damaged = None
    for model in found:
        try:
            verify_model(model)
        except ModelError as fault:
            damaged = damaged or fault
            Console(highlight=False).print(f"{escape(model.name)}: damaged", style="red")
        else:
            Console(highlight=False).print(f"{escape(model.name)}: good")
    if damaged:
        raise damaged


def offer_download(
    ask: Callable[[str], str], fetch: Callable[[], Path], cache: Path, offered: Offered = OFFICIAL
) -> Path | None:
    """Offer once to fetch a model, and fetch it on a yes; None on anything else, which is
    remembered in the cache folder. Ctrl-C at the question is no answer: it is asked again."""
    declined = cache / _DECLINED
    if declined.exists():
        return None
    size = _size(offered)
    try:
        answer = ask(
            f"A speech model hears far better than what is built in. Fetch it now, {size}? [y/N] "
        )
    except (EOFError, KeyboardInterrupt):
        return None
    if answer.strip().lower() in ("y", "yes"):
        return fetch()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        declined.touch()
    except OSError:
        pass  # it will be asked again, no worse
    return None


@contextmanager
def _bar(name: str, console: Console) -> Iterator[Callable[[int, int | None], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def _how_to_fetch() -> str:
    return f"`muscle-calm model download` fetches one, {_size(OFFICIAL)}"


def _megabytes(model: Path) -> str:
    size = sum(file.stat().st_size for file in model.rglob("*") if file.is_file())
    return f"{size / 1e6:.0f} MB"


def _size(offered: Offered) -> str:
    return f"{(offered.archive.size or 0) / 1e6:.0f} MB"
