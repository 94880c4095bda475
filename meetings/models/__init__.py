"""What the archive keeps, one noun a file. These are the public names.

Imports go downwards: municipality ← body ← meeting ← agenda item, speaker ← turn ← turn index; threads join
agenda items. Nothing here imports another part of the app.
"""

from .agenda_item import AgendaItem, ItemKind
from .attendance import Attendance, AttendanceKind
from .body import Body, BodyKind
from .body_succession import BodySuccession
from .correction import Correction
from .former_address import FormerAddress
from .guide_page import GuidePage, GuideTopic
from .material import Material
from .meeting import Meeting, Openness, RecordType
from .municipality import Municipality, MunicipalityKind
from .publication import MeetingStatus, Visibility
from .source_document import DocumentFormat, SourceDocument
from .speaker import Speaker, SpeakerKind, SpeakerName
from .thread import Standing, Thread, ThreadEntry
from .turn import Turn, TurnKind
from .turn_index import TurnIndex
from .unrecorded_meeting import UnrecordedMeeting
from .word_form import WordForm

__all__ = [
    "AgendaItem",
    "Attendance",
    "AttendanceKind",
    "Body",
    "BodyKind",
    "BodySuccession",
    "Correction",
    "DocumentFormat",
    "FormerAddress",
    "GuidePage",
    "GuideTopic",
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
    "Standing",
    "Thread",
    "ThreadEntry",
    "Turn",
    "TurnIndex",
    "TurnKind",
    "UnrecordedMeeting",
    "Visibility",
    "WordForm",
]
