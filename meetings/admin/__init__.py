"""Data entry in Django's own admin: one file a noun, registered in the order a clerk meets them.

Nothing imports this package but Django's autodiscovery.
"""

from axes.models import AccessFailureLog
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from meetings import models

from .account import AccountAdmin, FailedLoginAdmin, StaffGroupAdmin
from .agenda_item import AgendaItemAdmin
from .body import BodyAdmin
from .former_address import FormerAddressAdmin
from .former_version import VersionAdmin
from .guide_page import GuidePageAdmin
from .material import MaterialAdmin
from .meeting import AttendanceAdmin, MeetingAdmin, UnrecordedMeetingAdmin
from .membership import MembershipAdmin
from .municipality import MunicipalityAdmin
from .purge import PurgeAdmin
from .search_check import SearchCheckAdmin
from .search_record import SearchRecordAdmin
from .source_document import CorrectionAdmin, SourceDocumentAdmin
from .speaker import SpeakerAdmin, SpeakerNameAdmin
from .subscription import SubscriptionAdmin
from .synonym_group import SynonymGroupAdmin
from .thread import ThreadAdmin, ThreadEntryAdmin
from .turn import TurnAdmin

admin.site.site_header = "会議録アーカイブ 管理"
admin.site.site_title = "会議録アーカイブ 管理"
admin.site.index_title = "記録の入力と訂正"

admin.site.register(models.Municipality, MunicipalityAdmin)
admin.site.register(models.Body, BodyAdmin)
admin.site.register(models.Membership, MembershipAdmin)
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
admin.site.register(models.Purge, PurgeAdmin)
admin.site.register(models.FormerAddress, FormerAddressAdmin)
admin.site.register(models.GuidePage, GuidePageAdmin)
admin.site.register(models.SynonymGroup, SynonymGroupAdmin)
admin.site.register(models.SearchRecord, SearchRecordAdmin)
admin.site.register(models.SearchCheck, SearchCheckAdmin)
admin.site.register(models.Subscription, SubscriptionAdmin)
admin.site.unregister([User, Group])
admin.site.unregister([TOTPDevice, StaticDevice])  # keys are shown to nobody
admin.site.register(User, AccountAdmin)
admin.site.register(AccessFailureLog, FailedLoginAdmin)
admin.site.register(Group, StaffGroupAdmin)
