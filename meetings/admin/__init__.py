"""Data entry in Django's own admin: one file a noun, registered in the order a clerk meets them.

Nothing imports this package but Django's autodiscovery.
"""

from django.contrib import admin
from django.contrib.auth.models import Group, User

from meetings import models

from .account import AccountAdmin, StaffGroupAdmin
from .agenda_item import AgendaItemAdmin
from .body import BodyAdmin
from .former_address import FormerAddressAdmin
from .former_version import VersionAdmin
from .guide_page import GuidePageAdmin
from .meeting import AttendanceAdmin, MaterialAdmin, MeetingAdmin, UnrecordedMeetingAdmin
from .municipality import MunicipalityAdmin
from .search_check import SearchCheckAdmin
from .search_record import SearchRecordAdmin
from .source_document import CorrectionAdmin, SourceDocumentAdmin
from .speaker import SpeakerAdmin, SpeakerNameAdmin
from .synonym_group import SynonymGroupAdmin
from .thread import ThreadAdmin, ThreadEntryAdmin
from .turn import TurnAdmin

admin.site.site_header = "会議録アーカイブ 管理"
admin.site.site_title = "会議録アーカイブ 管理"
admin.site.index_title = "記録の入力と訂正"

admin.site.register(models.Municipality, MunicipalityAdmin)
admin.site.register(models.Body, BodyAdmin)
admin.site.register(models.Meeting, MeetingAdmin)
admin.site.register(models.UnrecordedMeeting, UnrecordedMeetingAdmin)
admin.site.register(models.AgendaItem, AgendaItemAdmin)
admin.site.register(models.Attendance, AttendanceAdmin)
admin.site.register(models.Material, MaterialAdmin)
admin.site.register(models.Turn, TurnAdmin)
admin.site.register(models.Thread, ThreadAdmin)
admin.site.register(models.ThreadEntry, ThreadEntryAdmin)
admin.site.register(models.Speaker, SpeakerAdmin)
admin.site.register(models.SpeakerName, SpeakerNameAdmin)
admin.site.register(models.SourceDocument, SourceDocumentAdmin)
admin.site.register(models.Correction, CorrectionAdmin)
admin.site.register(models.Version, VersionAdmin)
admin.site.register(models.FormerAddress, FormerAddressAdmin)
admin.site.register(models.GuidePage, GuidePageAdmin)
admin.site.register(models.SynonymGroup, SynonymGroupAdmin)
admin.site.register(models.SearchRecord, SearchRecordAdmin)
admin.site.register(models.SearchCheck, SearchCheckAdmin)

admin.site.unregister([Group, User])
admin.site.register(User, AccountAdmin)
admin.site.register(Group, StaffGroupAdmin)
