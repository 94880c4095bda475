"""What the archive keeps, one noun a file. These are the public names.

Imports go downwards: municipality ← body ← meeting ← agenda item, speaker ← turn ← turn index. Nothing here
imports another part of the app.
"""

from .agenda_item import AgendaItem, ItemKind
from .attendance import Attendance, AttendanceKind
from .body import Body, BodyKind
from .correction import Correction
from .former_address import FormerAddress
from .material import Material
from .meeting import Meeting, MeetingStatus, Openness, RecordType, Visibility
from .municipality import Municipality, MunicipalityKind
from .source_document import DocumentFormat, SourceDocument
from .speaker import Speaker, SpeakerKind, SpeakerName
from .turn import Turn, TurnKind
from .turn_index import TurnIndex
from .word_form import WordForm

__all__ = [
    "AgendaItem",
    "Attendance",
    "AttendanceKind",
    "Body",
    "BodyKind",
    "Correction",
    "DocumentFormat",
    "FormerAddress",
    "ItemKind",
    "Material",
    "Meeting",
    "MeetingStatus",
    "Municipality",
    "MunicipalityKind",
    "Openness",
    "RecordType",
    "SourceDocument",
    "Speaker",
    "SpeakerKind",
    "SpeakerName",
    "Turn",
    "TurnIndex",
    "TurnKind",
    "Visibility",
    "WordForm",
]
