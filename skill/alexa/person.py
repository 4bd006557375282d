"""RequestEnvelope -> the name under which a person's profile is kept."""

from hashlib import sha256

from ask_sdk_model.request_envelope import RequestEnvelope


def person_of(envelope: RequestEnvelope) -> str | None:
    """The person's name in a store of profiles; None where the request tells of no user.

    Alexa knows someone by an id of this skill's own, which is another one after the skill was
    disabled. Only its hash is kept, so that what leaks from a store leads to nobody at Amazon.
    All who share an account are one person.
    """
    user = envelope.context.system.user or (envelope.session and envelope.session.user)
    if not user or not user.user_id:
        return None
    return "alexa:" + sha256(user.user_id.encode(errors="replace")).hexdigest()
