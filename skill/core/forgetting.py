"""What is said where somebody wants to be forgotten, and what is kept of them cannot be reached."""

from dataclasses import replace

from skill.core.draft import Turn
from skill.core.reply import Reply, Say

NOT_YET = (
    Say("I can't reach what I keep about you just now, so it is not deleted yet."),
    Say("Please say forget me again in a minute."),
)
WHAT_ELSE = "What else can I help with?"

NOT_FORGOTTEN_YET = Reply(speech=(*NOT_YET, Say(WHAT_ELSE)), reprompt=WHAT_ELSE, ends=False)
"""Instead of saying that someone is forgotten; meanwhile every turn tries again by itself."""


def not_forgotten_yet(turn: Turn) -> Turn:
    """The turn after "forget me" as it is where nothing could be deleted: it says so, once more
    too when it is asked to repeat that."""
    words = tuple(part.text for part in NOT_YET)
    conversation = replace(turn.conversation, last_words=words)
    return replace(turn, reply=NOT_FORGOTTEN_YET, conversation=conversation)
