"""The lines that mend what only the system can, on each system as it is done there."""

from collections.abc import Callable
from pathlib import Path

PRIVACY = {
    "Darwin": "System Settings > Privacy & Security > Microphone: allow your terminal program",
    "Windows": "Settings > Privacy & security > Microphone: let desktop apps use it",
    "Linux": "sudo usermod -aG audio $USER, then log in again",
}
UNMUTE = {
    "Darwin": "System Settings > Sound > Input: raise its volume",
    "Windows": "Settings > System > Sound > Input: unmute it and raise its volume",
    "Linux": "pactl set-source-mute @DEFAULT_SOURCE@ 0, and turn it up",
}
VOLUME = {
    "Darwin": "System Settings > Sound > Output",
    "Windows": "Settings > System > Sound > Output",
    "Linux": "pactl set-sink-mute @DEFAULT_SINK@ 0",
}
SERVERS = {
    "apt-get": "sudo apt-get install pipewire-pulse",
    "dnf": "sudo dnf install pipewire-pulseaudio",
    "pacman": "sudo pacman -S pipewire-pulse",
    "zypper": "sudo zypper install pipewire-pulseaudio",
}
STARTS = {
    "pipewire-pulse": "systemctl --user start pipewire-pulse",
    "pulseaudio": "pulseaudio --start",
}


def of_system(remedies: dict[str, str], system: str) -> str:
    """The remedy of a system as `platform.system` names it; others are taken for a Linux."""
    return remedies.get(system, remedies["Linux"])


def silent_microphone(system: str) -> str:
    """What makes a microphone heard that opens and gives silence: some systems deny it so."""
    unmute = of_system(UNMUTE, system)
    return unmute if system not in ("Darwin", "Windows") else f"{unmute}; {PRIVACY[system]}"


def sound_server(system: str, which: Callable[[str], str | None]) -> str:
    """What gives a machine a sound server: it is started, or installed."""
    if system in ("Darwin", "Windows"):
        return "connect a microphone and headphones, then start the computer again"
    for known in (STARTS, SERVERS):
        for program, line in known.items():
            if which(program) is not None:
                return line
    return "install PipeWire or PulseAudio and start it"


def is_locked_out(devices: Path, may_read: Callable[[Path], bool]) -> bool:
    """Whether a Linux has sound cards, and not for this user; ``devices`` is its /dev/snd."""
    cards = list(devices.glob("pcm*"))
    return bool(cards) and not any(map(may_read, cards))
