"""What the archive keeps, one noun a file. These are the public names.

Columns name earlier nouns only: municipality ← body ← meeting ← agenda item, speaker ← turn ← turn index;
threads join agenda items. A method of a queryset may ask about later nouns (a body is published if one of its
meetings is) and imports them itself; tests/test_architecture.py lists these. Nothing here imports another
part of the app.
"""

from .agenda_item import AgendaItem, ItemKind
from .assignment import Assignment
from .attendance import Attendance, AttendanceKind
from .body import Body, BodyKind, BodySuccession
from .correction import Correction
from .cut_draft import CutDraft
from .distinct_speakers import DistinctSpeakers
from .error_report import ErrorReport, ReportStanding
from .former_address import FormerAddress
from .former_item import FormerItem
from .former_version import Version
from .guide_page import GuidePage, GuideTopic
from .incoming_document import IncomingDocument, WaitsFor
from .material import Material
from .material_file import MaterialFile, MaterialIndex, MaterialPage, MaterialWordForm
from .meeting import Meeting, Openness, RecordType
from .membership import Membership
from .municipality import Municipality, MunicipalityKind
from .office_account import OfficeAccount
from .publication import MeetingStatus, Visibility
from .purge import Purge
from .reader import Reader
from .scheduled_publication import ScheduledPublication
from .search_check import SearchCheck
from .search_record import SearchRecord
from .source_document import DocumentFormat, SourceDocument
from .speaker import OF_ONE_MEETING, Speaker, SpeakerKind, SpeakerName
from .subscription import HowOften, NewMeeting, Subscription
from .synonym_group import SynonymDirection, SynonymGroup
from .thread import Standing, Thread, ThreadEntry
from .turn import Turn, TurnKind
from .turn_index import (
    INDEXES,
    ArchiveWord,
    IndexRow,
    InternalTurnIndex,
    InternalWordForm,
    SpellingRow,
    TurnIndex,
    WordForm,
    index_of,
)
from .unrecorded_meeting import UnrecordedMeeting
