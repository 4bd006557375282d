"""One turn of a session: what its state means, and the few things a turn can give."""

from dataclasses import dataclass, replace

from skill.core.reply import Guidance, Part
from skill.core.routines import spoken
from skill.core.routines.model import Library, Routine, Side
from skill.core.routines.phrases import Phrases, pick
from skill.core.routines.render import Limits
from skill.core.routines.state import GuideState, shaped, timeline
from skill.core.routines.timeline import TimedStep


@dataclass(frozen=True, slots=True)
class GuideOutput:
    """What one turn of a session says.

    ``reprompt`` is None exactly when ``finished`` is true; otherwise the speech ends with a
    question or an invitation to speak; but where the front end keeps the time, the speech is only
    what comes before the session goes on, and ``leads`` is true. ``done`` is the routine's id
    once it was led to its end. ``guidance`` is for a screen; a routine with a silent end wants
    none. ``seconds`` is about how long the speech takes.
    """

    speech: tuple[Part, ...]
    reprompt: str | None
    finished: bool
    seconds: float
    leads: bool = False
    guidance: Guidance | None = None
    done: str | None = None


Turn = tuple[GuideState | None, GuideOutput]


@dataclass(frozen=True, slots=True)
class Session:
    """A state with all that follows from it.

    ``here`` is the step the person has come to: in the middle of a part where they
    ``interrupted`` it, else the first step not given yet. ``limits`` are None where the front end
    keeps the time itself.
    """

    library: Library
    state: GuideState
    limits: Limits | None
    routine: Routine
    steps: tuple[TimedStep, ...]
    here: int
    interrupted: bool

    @property
    def phrases(self) -> Phrases:
        """The guide's words."""
        return self.library.phrases

    def say(self, variants: tuple[str, ...], **values: str) -> str:
        """This turn's variant, filled in."""
        return spoken.sentence(pick(variants, self.state.turn).format(**values))

    def time_left(self) -> str:
        """What is left from here, as it is said."""
        return spoken.time(self.steps[-1].end - self.steps[self.here].start, self.phrases)

    def side_name(self, side: Side) -> str:
        """A side as it is said."""
        return self.phrases.left if side == "left" else self.phrases.right

    def with_state(self, state: GuideState) -> "Session":
        """The same turn going on from another state, at the same step."""
        routine, steps = shaped(self.library, state), timeline(self.library, state)
        return replace(self, state=state, routine=routine, steps=steps)


def read(
    library: Library, state: GuideState, limits: Limits | None, heard: float | None = None
) -> Session:
    """The session a state stands for, once the last part was heard for so many seconds."""
    steps = timeline(library, state)
    heard = None if heard is None else max(0.0, heard)
    if limits is None:  # only a front end that keeps the time knows how much was heard
        heard = min(heard or 0.0, state.given)
    led, here, interrupted = state.given, state.step, False
    if state.awaits == "next" and heard is not None and (limits is None or heard < state.given):
        last = state.step if limits is not None else len(steps)
        led, interrupted = heard, True
        here = _position(steps[:last], state, led)
    later = replace(state, elapsed=state.elapsed + led, given=0.0, turn=state.turn + 1)
    return Session(library, later, limits, shaped(library, state), steps, here, interrupted)


def _position(steps: tuple[TimedStep, ...], state: GuideState, heard: float) -> int:
    """The round that was being led when the person spoke, of the steps that were given."""
    reached = steps[state.chunk].start + heard - state.lead_in
    here = state.chunk
    for index in range(state.chunk, len(steps)):
        if steps[index].opens and steps[index].start <= reached:
            here = index
    return here
