"""What the checklist is held against: all answers, the package, the endpoint, what is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from skill.alexa.envelope import read_envelope
from skill.alexa.handlers import HANDLERS
from skill.alexa.package import Deployment
from skill.alexa.package.contents import MANIFEST, package
from skill.alexa.skill import build_skill
from skill.profiles.sqlite import SqliteProfiles
from tests.alexa.envelopes import intent_request
from tests.alexa.trust.endpoint import trusting
from tests.alexa.trust.forgery import Table
from tests.certification.walk import Walked, walk

DEPLOYMENT = Deployment(endpoint="https://example.org/", privacy_url="https://example.org/privacy")


@dataclass
class Evidence:
    """Gathered when a rule first asks for it, and once."""

    folder: Path
    """Where something may be written."""

    @cached_property
    def walked(self) -> Walked:
        """Every answer the skill can give, judged."""
        return walk()

    @cached_property
    def _package(self) -> tuple[Mapping[str, bytes], list[str]]:
        files, problems = package(DEPLOYMENT, HANDLERS)
        return files, [str(problem) for problem in problems]

    @property
    def lint(self) -> list[str]:
        """What the lint has against the package."""
        return self._package[1]

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files of the package."""
        return self._package[0]

    @property
    def manifest(self) -> Any:
        """What skill.json holds."""
        return json.loads(self.files[MANIFEST])["manifest"]

    def let_in(self, forgeries: Table) -> list[str]:
        """The forgeries that got anything but 400."""
        wrong = []
        for name, forge in forgeries.items():
            forged = forge()
            with trusting() as endpoint:
                endpoint.files = dict(forged.files)
                status, _ = endpoint.post(forged.body, forged.headers)
            if status != 400 or endpoint.asked:
                wrong.append(f"{name}: {status}")
        return wrong

    @cached_property
    def kept(self) -> bytes:
        """All that a profile store holds, down to the byte, after talk of symptoms."""
        path = self.folder / "profiles.sqlite"
        skill = build_skill(profiles=SqliteProfiles(path))
        said = (
            ("StartRoutineIntent", {"routine": "calf_seated"}),
            ("AMAZON.NoIntent", {}),
            ("SlowerIntent", {}),
            ("QuietIntent", {}),
            ("AMAZON.NextIntent", {}),
            ("ConditionWorryIntent", {"condition": "als"}),
            ("MedicineIntent", {"medicine": "antidepressant"}),
            ("DescribeIntent", {"description": "my calf has been numb for three weeks"}),
            ("SymptomIntent", {"symptom": "wasting", "bodyPart": "hand"}),
        )
        attributes: Any = None
        for intent, slots in said:
            body = intent_request(intent, slots, new=attributes is None, attributes=attributes)
            answer = skill.serializer.serialize(skill.invoke(read_envelope(body), None))
            attributes = answer.get("sessionAttributes")
        return b"".join(file.read_bytes() for file in sorted(self.folder.glob("profiles.sqlite*")))
