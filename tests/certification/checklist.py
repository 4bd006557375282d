"""Alexa's checklist for a skill about health, item by item, and how each is proved."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.certification import checks
from tests.certification.checks import Problems, forgeries, in_every_answer
from tests.certification.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Item:
    """One demand, what it is held against, and what shows that it does not hold."""

    section: str
    demand: str
    proof: str
    problems: Callable[[Evidence], Problems]


CHECKLIST = (
    Item(
        "Health",
        "The description says: general information, not medical advice, see a professional",
        "the page of every locale",
        checks.described,
    ),
    Item(
        "Health",
        "The same is spoken at the first launch, once",
        "a first session, opened and asked at once",
        checks.disclaimed_once,
    ),
    Item(
        "Health",
        "No health data is kept",
        "the bytes of the store after talk of symptoms",
        checks.nothing_of_health_kept,
    ),
    Item(
        "Health", "No slot value is logged", "all logs during every answer", checks.nothing_logged
    ),
    Item(
        "Health",
        "No diagnosis, no promise, no cure, no dose; it never offers to call",
        "every answer",
        in_every_answer("nothing_is_diagnosed"),
    ),
    Item(
        "Health",
        "An emergency is met with the number to call, and nothing after it",
        "every state",
        checks.emergencies_first,
    ),
    Item(
        "Health",
        "Not for children, no purchases, no advertisements, no permissions",
        "the manifest",
        checks.not_for_children,
    ),
    Item(
        "Endpoint",
        "The certificates' address is Amazon's",
        "every forged address, the empty one among them, over HTTP: 400",
        forgeries("address"),
    ),
    Item(
        "Endpoint",
        "The chain is trusted, in date, for this name and for signing",
        "every forged chain, over HTTP: 400",
        forgeries("chain"),
    ),
    Item(
        "Endpoint",
        "Signature, timestamp and application id hold",
        "every forged request, over HTTP: 400",
        forgeries("request"),
    ),
    Item(
        "Endpoint",
        "Unknown properties are tolerated",
        "an opening and a question with one in every object",
        checks.strangers_tolerated,
    ),
    Item(
        "Response",
        "The whole is below 120 KB",
        "every answer, some of them with a screen",
        in_every_answer("is_small"),
    ),
    Item(
        "Response",
        "Speech and reprompt are below 8,000 characters",
        "every answer",
        in_every_answer("speech_is_short"),
    ),
    Item(
        "Response", "Speech is well-formed SSML", "every answer", in_every_answer("markup_is_sound")
    ),
    Item(
        "Response",
        "At most five sounds, of Alexa's library; none in a reprompt",
        "every answer",
        in_every_answer("sounds_are_few"),
    ),
    Item(
        "Response",
        "A break lasts at most ten seconds",
        "every answer",
        in_every_answer("breaks_are_short"),
    ),
    Item(
        "Response",
        "A card is plain and at most 8,000 characters",
        "every answer",
        in_every_answer("card_is_short"),
    ),
    Item(
        "Response",
        "Every request gets words, and no apology for an error",
        "every answer",
        in_every_answer("says_something"),
    ),
    Item(
        "Response",
        "Session attributes are small and whole",
        "every answer",
        in_every_answer("attributes_are_plain"),
    ),
    Item(
        "Dialogue",
        "shouldEndSession is said outright; a reprompt waits exactly where it is false",
        "every answer",
        in_every_answer("microphone_is_told"),
    ),
    Item(
        "Dialogue",
        "A question leaves the microphone open, and only a question or an invitation does",
        "every answer",
        in_every_answer("questions_are_waited_for"),
    ),
    Item(
        "Dialogue",
        "Help and fallback lead on; stop and cancel end",
        "every state",
        checks.heard_in_every_state,
    ),
    Item(
        "Screen",
        "Nothing is sent to a screen that is not there",
        "every answer",
        in_every_answer("screen_is_extra"),
    ),
    Item(
        "Screen",
        "All is said without a screen too, and a screen is dark only for sleep",
        "every state, with and without",
        checks.same_words_without_a_screen,
    ),
    Item(
        "Model",
        "Invocation name, built-in intents, samples, slots, SearchQuery, no duplicates",
        "the lint, over every locale",
        checks.models_clean,
    ),
    Item(
        "Listing",
        "Example phrases are samples, the first opens the skill; pages, privacy, icons",
        "the lint, over the manifest",
        checks.package_clean,
    ),
    Item(
        "Listing",
        "The package is laid out as the ASK command line wants it",
        "its files",
        checks.laid_out,
    ),
)


def as_table(holds: Callable[[Item], bool]) -> str:
    """The checklist as Markdown, each item with whether it holds."""
    lines = ["| | demand | held against | |", "|---|---|---|---|"]
    section = ""
    for item in CHECKLIST:
        shown = "" if item.section == section else f"**{item.section}**"
        section = item.section
        result = "holds" if holds(item) else "**fails**"
        lines.append(f"| {shown} | {item.demand} | {item.proof} | {result} |")
    return "\n".join(lines) + "\n"
