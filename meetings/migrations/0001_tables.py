"""Every table, noun by noun, each with its rules. What SQL alone can say is in 0002.

The fields of a table stand in the order of its columns. It replaces the migrations 0001 to 0005 of the first
version: a database that has all of them need do nothing.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import RegexValidator
from django.db import migrations, models
from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Mod, Ord, Substr
from django.db.models.lookups import Exact
from django.utils import timezone

from meetings.models.municipality import validate_code


def noun(name: str, label: str, fields: dict[str, models.Field], **options: object) -> migrations.CreateModel:
    """A table; with a number as its key, unless one of the fields is the key."""
    key = models.BigAutoField("ID", auto_created=True, primary_key=True, serialize=False)
    keys = {} if any(field.primary_key for field in fields.values()) else {"id": key}
    names = {"verbose_name": label, "verbose_name_plural": label}
    return migrations.CreateModel(name, list((keys | fields).items()), options=names | options)


def one_of(field: str, choices: list[tuple[str, str]], name: str) -> models.CheckConstraint:
    """A CHECK that `field` holds one of `choices`."""
    values, labels = zip(*choices, strict=True)
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": list(values)}),
        name=name,
        violation_error_message=f"「{'」「'.join(labels)}」のどれかを選んでください。",
    )


def digit(place: int) -> Combinable:
    """The number that stands at a place of a 団体コード, counted from 1."""
    return Ord(Substr("code", place, 1)) - Value(48)


def weighted_sum() -> Combinable:
    """What the check digit of a 団体コード is worked out from."""
    return digit(1) * 6 + digit(2) * 5 + digit(3) * 4 + digit(4) * 3 + digit(5) * 2


MUNICIPALITY_KINDS = [
    ("prefecture", "都道府県"),
    ("city", "市"),
    ("ward", "区"),
    ("town", "町"),
    ("village", "村"),
    ("union", "一部事務組合・広域連合"),
]
BODY_KINDS = [
    ("assembly", "議会"),
    ("committee", "委員会"),
    ("council", "審議会"),
    ("planning", "策定・検討委員会"),
    ("conference", "協議会・懇談会"),
    ("citizens", "市民会議"),
    ("association", "課長会・連絡会"),
    ("other", "その他"),
]
DOCUMENT_FORMATS = [("text", "テキスト"), ("html", "HTML"), ("docx", "Word"), ("pdf", "PDF")]
RECORD_TYPES = [
    ("verbatim", "全文"),
    ("summary", "要点"),
    ("extract", "摘録"),
    ("decisions", "結果のみ"),
    ("unknown", "記載なし"),
]
OPENNESS = [("open", "公開"), ("partly", "一部公開"), ("closed", "非公開"), ("unknown", "記載なし")]
ITEM_KINDS = [
    ("opening", "開会"),
    ("greeting", "挨拶"),
    ("item", "議題"),
    ("other", "その他"),
    ("closing", "閉会"),
]
ATTENDANCE_KINDS = [
    ("present", "出席"),
    ("absent", "欠席"),
    ("staff", "事務局・説明員"),
    ("observer", "傍聴・オブザーバー"),
]
SPEAKER_KINDS = [("person", "氏名"), ("office", "役職"), ("organisation", "団体"), ("anonymous", "匿名")]
TURN_KINDS = [("speech", "発言"), ("narration", "地の文"), ("procedure", "手続")]
ENTRY_STANDINGS = [("proposed", "提案"), ("confirmed", "確認済み"), ("refused", "却下")]
GUIDE_TOPICS = [
    ("accessibility", "ウェブアクセシビリティ方針"),
    ("accessibility-test", "ウェブアクセシビリティ試験結果"),
    ("contact", "問い合わせ"),
]
MEETING_STATUSES = [("draft", "下書き"), ("review", "確認中"), ("published", "公開"), ("withdrawn", "取消")]
VISIBILITIES = [("public", "一般公開"), ("internal", "庁内のみ")]


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("meetings", "0001_initial"),
        ("meetings", "0002_correction"),
        ("meetings", "0003_body_habits"),
        ("meetings", "0004_turn_index"),
        ("meetings", "0005_following_a_theme"),
    ]

    operations = [
        noun(
            "Municipality",
            "自治体",
            {
                "code": models.CharField(
                    "団体コード",
                    max_length=6,
                    unique=True,
                    validators=[validate_code],
                    help_text="総務省の全国地方公共団体コード（検査数字を含む半角6けた）。例：131016",
                ),
                "name": models.CharField(
                    "名称", max_length=60, help_text="都道府県名を付けない名称。例：千代田区"
                ),
                "kana": models.CharField(
                    "よみ", max_length=120, blank=True, help_text="並べ替えに使います。例：チヨダク"
                ),
                "prefecture": models.CharField(
                    "都道府県", max_length=10, help_text="属する都道府県。都道府県自身はその名称。例：東京都"
                ),
                "kind": models.CharField(
                    "種別", max_length=10, choices=MUNICIPALITY_KINDS, help_text="団体の種別"
                ),
            },
            constraints=[
                models.CheckConstraint(
                    condition=Q(code__regex=r"^[0-9]{6}$")
                    & Q(Exact(digit(6), Mod(Value(11) - Mod(weighted_sum(), Value(11)), Value(10)))),
                    name="municipality_code_check_digit",
                    violation_error_message="団体コードの検査数字（6けた目）が合いません。",
                ),
                models.CheckConstraint(
                    condition=~Q(name="") & ~Q(prefecture=""),
                    name="municipality_is_named",
                    violation_error_message="自治体の名称と都道府県を入力してください。",
                ),
                # the prefecture itself is the row that bears its prefecture's name, and no other row may
                models.CheckConstraint(
                    condition=Q(kind="prefecture", name=F("prefecture"))
                    | (~Q(kind="prefecture") & ~Q(name=F("prefecture"))),
                    name="municipality_prefecture_names_itself",
                    violation_error_message="名称と都道府県を同じにするのは、都道府県自身だけです。",
                ),
                one_of("kind", MUNICIPALITY_KINDS, "municipality_kind_known"),
            ],
        ),
        noun(
            "Body",
            "会議体",
            {
                "name": models.CharField(
                    "名称", max_length=200, help_text="正式な名称。例：みどり市総合計画審議会"
                ),
                "kana": models.CharField(
                    "よみ", max_length=400, blank=True, help_text="並べ替えに使います。カタカナで。"
                ),
                "kind": models.CharField("種別", max_length=12, choices=BODY_KINDS, help_text="会議体の種別"),
                "code": models.CharField(
                    "会議体コード",
                    max_length=3,
                    editable=False,
                    validators=[
                        RegexValidator(r"^[0-9A-Z]{3}$", "会議体コードは半角の数字と大文字で3けたです。")
                    ],
                    help_text="会議の番号に使う3けた。自動で付き、変わりません。",
                ),
                "slug": models.SlugField(
                    "アドレス",
                    max_length=60,
                    unique=True,
                    help_text="この会議体のページのアドレスの末尾。公開後は変えません。例：992011-001",
                ),
                "since_year": models.PositiveSmallIntegerField(
                    "設置年", null=True, blank=True, help_text="設けられた年（西暦）"
                ),
                "until_year": models.PositiveSmallIntegerField(
                    "廃止年", null=True, blank=True, help_text="なくなった年（西暦）。続いていれば空欄"
                ),
                "department": models.CharField(
                    "所管課", max_length=120, blank=True, help_text="例：総務部情報政策課"
                ),
                "about": models.TextField(
                    "説明", blank=True, help_text="設置の根拠や目的。公開ページに出ます。"
                ),
                "parent": models.ForeignKey(
                    "meetings.body",
                    verbose_name="上位の会議体",
                    on_delete=models.PROTECT,
                    null=True,
                    blank=True,
                    related_name="children",
                    help_text="部会・分科会などの場合、その親となる会議体",
                ),
                "municipality": models.ForeignKey(
                    "meetings.municipality",
                    verbose_name="自治体",
                    on_delete=models.PROTECT,
                    null=True,
                    blank=True,
                    related_name="bodies",
                    help_text="この会議体を置く自治体。複数の団体でつくる会議体は空欄にします。",
                ),
                "habits": models.JSONField(
                    "読み取り方",
                    default=dict,
                    blank=True,
                    help_text="この会議体の会議録の書き方。取り込みのときに覚え、次の文書を読むのに使います。",
                ),
                "publication_days": models.PositiveSmallIntegerField(
                    "公表までの日数",
                    null=True,
                    blank=True,
                    help_text="会議の日から会議録の公表まで、きまりで定めた日数。例：45。定めがなければ空欄",
                ),
                "publication_rule": models.CharField(
                    "公表のきまり",
                    max_length=200,
                    blank=True,
                    help_text="その日数を定めたもの。例：会議の公開に関する指針 第7条",
                ),
            },
            constraints=[
                models.CheckConstraint(
                    condition=~Q(name=""),
                    name="body_is_named",
                    violation_error_message="名称を入力してください。",
                ),
                models.UniqueConstraint(
                    fields=["municipality", "name"],
                    name="body_name_unique_in_municipality",
                    nulls_distinct=False,
                    violation_error_message="同じ自治体に同じ名称の会議体があります。",
                ),
                models.UniqueConstraint(
                    fields=["municipality", "code"],
                    name="body_code_unique_in_municipality",
                    nulls_distinct=False,
                    violation_error_message="同じ自治体に同じ会議体コードがあります。",
                ),
                models.CheckConstraint(
                    condition=Q(code__regex=r"^[0-9A-Z]{3}$"),
                    name="body_code_three_characters",
                    violation_error_message="会議体コードは半角の数字と大文字で3けたです。",
                ),
                models.CheckConstraint(
                    condition=Q(until_year__isnull=True)
                    | Q(since_year__isnull=True)
                    | Q(until_year__gte=F("since_year")),
                    name="body_years_in_order",
                    violation_error_message="廃止年が設置年より前です。",
                ),
                models.CheckConstraint(
                    condition=Q(publication_days__isnull=True) | Q(publication_days__gte=1),
                    name="body_publication_days_from_one",
                    violation_error_message="公表までの日数は1以上の数です。",
                ),
                models.CheckConstraint(
                    condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                    name="body_is_not_its_own_parent",
                    violation_error_message="会議体自身を上位の会議体にはできません。",
                ),
                one_of("kind", BODY_KINDS, "body_kind_known"),
            ],
        ),
        noun(
            "BodySuccession",
            "名称の変遷",
            {
                "earlier": models.ForeignKey(
                    "meetings.body",
                    verbose_name="前身",
                    on_delete=models.PROTECT,
                    related_name="later_successions",
                    help_text="名称の変更や統合の前の会議体",
                ),
                "later": models.ForeignKey(
                    "meetings.body",
                    verbose_name="後継",
                    on_delete=models.CASCADE,
                    related_name="earlier_successions",
                    help_text="名称の変更や統合の後の会議体",
                ),
            },
            constraints=[
                models.UniqueConstraint(
                    fields=["earlier", "later"],
                    name="body_succession_once",
                    violation_error_message="その前身はすでに登録されています。",
                ),
                models.CheckConstraint(
                    condition=~Q(earlier=F("later")),
                    name="body_succession_is_not_of_itself",
                    violation_error_message="会議体自身を前身にはできません。",
                ),
            ],
        ),
        migrations.AddField(
            "body",
            "predecessors",
            models.ManyToManyField(
                "meetings.body",
                verbose_name="前身",
                symmetrical=False,
                through="meetings.BodySuccession",
                through_fields=("later", "earlier"),
                related_name="successors",
                help_text="名称の変更や統合の前の会議体",
            ),
        ),
        noun(
            "UnrecordedMeeting",
            "会議録のない会議",
            {
                "number": models.PositiveSmallIntegerField(
                    "回", null=True, blank=True, help_text="第3回なら3。回数がなければ空欄"
                ),
                "date": models.DateField("開催日", null=True, blank=True, help_text="分からなければ空欄"),
                "reason": models.CharField(
                    "会議録がない理由",
                    max_length=300,
                    help_text="公開ページに出ます。例：会議録を作成中、書面での開催のため作成していない",
                ),
                "body": models.ForeignKey(
                    "meetings.body",
                    verbose_name="会議体",
                    on_delete=models.PROTECT,
                    related_name="unrecorded_meetings",
                    help_text="どの会議体の会議ですか",
                ),
            },
            constraints=[
                models.CheckConstraint(
                    condition=Q(number__isnull=False) | Q(date__isnull=False),
                    name="unrecorded_meeting_has_number_or_date",
                    violation_error_message="回か開催日のどちらかを入力してください。",
                ),
                models.CheckConstraint(
                    condition=Q(number__isnull=True) | Q(number__gte=1),
                    name="unrecorded_meeting_number_from_one",
                    violation_error_message="回は1以上の数です。",
                ),
                models.CheckConstraint(
                    condition=~Q(reason=""),
                    name="unrecorded_meeting_says_why",
                    violation_error_message="会議録がない理由を入力してください。",
                ),
                models.UniqueConstraint(
                    fields=["body", "date", "number"],
                    name="unrecorded_meeting_once",
                    nulls_distinct=False,
                    violation_error_message="この会議はすでに登録されています。",
                ),
            ],
        ),
        noun(
            "SourceDocument",
            "原本",
            {
                "sha256": models.CharField(
                    "SHA-256",
                    max_length=64,
                    unique=True,
                    help_text="中身の指紋。同じファイルの二重取り込みを防ぎます。",
                ),
                "name": models.CharField("ファイル名", help_text="取り込んだときのファイル名"),
                "format": models.CharField(
                    "形式", max_length=4, choices=DOCUMENT_FORMATS, help_text="ファイルの形式"
                ),
                "encoding": models.CharField(
                    "文字コード", max_length=20, blank=True, help_text="読み取りに使った文字コード"
                ),
                "content": models.BinaryField("原本", help_text="ファイルの中身そのもの"),
                "source_url": models.URLField(
                    "入手先", max_length=500, blank=True, help_text="公表されているページのURL"
                ),
                "problems": models.JSONField(
                    "確認事項",
                    default=list,
                    blank=True,
                    help_text="取り込みのときに見つかった、人が確かめるべきこと",
                ),
                "set_aside": models.JSONField(
                    "除いた行",
                    default=list,
                    blank=True,
                    help_text="会議の記録ではないとして除いた行（ページの案内など）",
                ),
                "parser_version": models.CharField(
                    "読み取り器の版", max_length=20, help_text="読み取ったプログラムの版"
                ),
                "imported_at": models.DateTimeField(
                    "取り込み日時", auto_now_add=True, help_text="取り込んだ日時"
                ),
                "replaces": models.ForeignKey(
                    "meetings.sourcedocument",
                    verbose_name="前の版",
                    on_delete=models.PROTECT,
                    null=True,
                    blank=True,
                    related_name="replaced_by",
                    help_text="この原本が訂正した、前の版の原本",
                ),
                "downloadable": models.BooleanField(
                    "ダウンロード",
                    default=True,
                    help_text="公開した会議のページから、この原本をダウンロードできるようにします。",
                ),
            },
            constraints=[
                models.CheckConstraint(
                    condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                    name="source_document_sha256_form",
                    violation_error_message="SHA-256の形が正しくありません。",
                ),
                models.CheckConstraint(
                    condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                    name="source_document_does_not_replace_itself",
                    violation_error_message="原本は自分自身の前の版にはなれません。",
                ),
                one_of("format", DOCUMENT_FORMATS, "source_document_format_known"),
            ],
        ),
        noun(
            "Meeting",
            "会議",
            {
                "identifier": models.CharField(
                    "会議番号",
                    max_length=21,
                    unique=True,
                    editable=False,
                    help_text="この会議のアドレスになる21けたの番号。自動で付き、変わりません。",
                ),
                "title": models.CharField(
                    "会議名", help_text="会議録に書かれているとおり。例：第3回みどり市総合計画審議会"
                ),
                "number": models.PositiveSmallIntegerField(
                    "回", null=True, blank=True, help_text="第3回なら3。回数がなければ空欄"
                ),
                "date": models.DateField("開催日", null=True, blank=True, help_text="会議が開かれた日"),
                "start": models.TimeField("開始時刻", null=True, blank=True, help_text="例：14:00"),
                "end": models.TimeField("終了時刻", null=True, blank=True, help_text="例：15:45"),
                "place": models.CharField("場所", blank=True, help_text="会議録に書かれているとおり"),
                "attendees": models.TextField("出席者", blank=True, help_text="会議録に書かれているとおり"),
                "openness": models.CharField(
                    "公開区分",
                    max_length=8,
                    choices=OPENNESS,
                    default="unknown",
                    help_text="会議は傍聴できましたか。書かれていなければ「記載なし」",
                ),
                "openness_reason": models.TextField(
                    "非公開の理由", blank=True, help_text="一部公開・非公開のとき、書かれている理由"
                ),
                "observers": models.PositiveIntegerField(
                    "傍聴者数", null=True, blank=True, help_text="「なし」は0。書かれていなければ空欄"
                ),
                "record_type": models.CharField(
                    "記録の種類",
                    max_length=10,
                    choices=RECORD_TYPES,
                    default="unknown",
                    help_text="発言のとおりの記録か、要点をまとめた記録か。書かれていなければ「記載なし」",
                ),
                "department": models.CharField("担当課", blank=True, help_text="会議録に書かれている担当課"),
                "printed_header": models.JSONField(
                    "記載事項",
                    default=list,
                    blank=True,
                    help_text="会議録の冒頭に書かれている項目と内容（印刷どおり）",
                ),
                "source_url": models.URLField(
                    "掲載ページ", max_length=500, blank=True, help_text="自治体が公表しているページのURL"
                ),
                "status": models.CharField(
                    "状態",
                    max_length=9,
                    choices=MEETING_STATUSES,
                    default="draft",
                    help_text="「公開」にすると、だれでも見られるようになります。",
                ),
                "visibility": models.CharField(
                    "公開範囲",
                    max_length=8,
                    choices=VISIBILITIES,
                    default="public",
                    help_text="職員だけの会議などは「庁内のみ」にすると、公開にしても一般のページには出ません。",
                ),
                "withdrawn_on": models.DateField(
                    "取消日", null=True, blank=True, help_text="取り消した日。状態が「取消」のとき必要です。"
                ),
                "withdrawn_reason": models.CharField(
                    "取消の理由",
                    max_length=300,
                    blank=True,
                    help_text="公開ページに出ます。状態が「取消」のとき必要です。",
                ),
                "published_at": models.DateTimeField(
                    "公開日時",
                    null=True,
                    blank=True,
                    editable=False,
                    help_text="最初に公開した日時。下書きに戻しても消えません。",
                ),
                "created_at": models.DateTimeField(
                    "作成日時", default=timezone.now, editable=False, help_text="記録を作った日時"
                ),
                "updated_at": models.DateTimeField(
                    "更新日時", default=timezone.now, editable=False, help_text="記録を最後に直した日時"
                ),
                "body": models.ForeignKey(
                    "meetings.body",
                    verbose_name="会議体",
                    on_delete=models.PROTECT,
                    related_name="meetings",
                    help_text="どの会議体の会議ですか",
                ),
                "source": models.ForeignKey(
                    "meetings.sourcedocument",
                    verbose_name="原本",
                    on_delete=models.PROTECT,
                    null=True,
                    blank=True,
                    related_name="meetings",
                    help_text="この記録のもとになった文書（訂正されたときは最新の版）",
                ),
                "issued_on": models.DateField(
                    "公表日",
                    null=True,
                    blank=True,
                    help_text="自治体が会議録を公表した日。分からなければ空欄",
                ),
            },
            indexes=[
                # home, bodies and municipalities list the newest published meetings
                models.Index(
                    F("date").desc(nulls_last=True),
                    F("identifier").desc(),
                    name="meeting_published_newest",
                    condition=Q(status="published", visibility="public"),
                ),
                # a body's own list, and the meetings before and after one
                models.Index("body", F("date").desc(nulls_last=True), name="meeting_body_newest"),
            ],
            constraints=[
                models.CheckConstraint(
                    condition=~Q(title=""),
                    name="meeting_is_titled",
                    violation_error_message="会議名を入力してください。",
                ),
                models.CheckConstraint(
                    condition=Q(identifier__regex=r"^[0-9]{6}[0-9A-Z]{3}X[0-9]{11}$"),
                    name="meeting_identifier_form",
                    violation_error_message="会議番号は、団体コード6けた、会議体3けた、X、回3けた、年月日8けたの21字です。",
                ),
                models.UniqueConstraint(
                    fields=["body", "date", "number"],
                    condition=Q(number__isnull=False),
                    name="meeting_number_unique_on_a_day",
                    violation_error_message="この会議体には、同じ開催日で同じ回の会議がすでにあります。",
                ),
                models.CheckConstraint(
                    condition=Q(number__isnull=True) | Q(number__gte=1),
                    name="meeting_number_from_one",
                    violation_error_message="回は1以上の数です。",
                ),
                models.CheckConstraint(
                    condition=~Q(status="published") | Q(date__isnull=False),
                    name="meeting_published_has_date",
                    violation_error_message="開催日のない会議は公開できません。",
                ),
                models.CheckConstraint(
                    condition=Q(status="withdrawn", withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")
                    | ~Q(status="withdrawn") & Q(withdrawn_on__isnull=True, withdrawn_reason=""),
                    name="meeting_withdrawn_says_when_and_why",
                    violation_error_message="状態を「取消」にするときだけ、取消日と取消の理由の両方を入力してください。",
                ),
                models.CheckConstraint(
                    condition=Q(issued_on__isnull=True) | Q(date__isnull=True) | Q(issued_on__gte=F("date")),
                    name="meeting_issued_after_it_was_held",
                    violation_error_message="公表日が開催日より前です。",
                ),
                one_of("status", MEETING_STATUSES, "meeting_status_known"),
                one_of("visibility", VISIBILITIES, "meeting_visibility_known"),
                one_of("record_type", RECORD_TYPES, "meeting_record_type_known"),
                one_of("openness", OPENNESS, "meeting_openness_known"),
            ],
        ),
        noun(
            "AgendaItem",
            "議題",
            {
                "position": models.PositiveSmallIntegerField("順番", help_text="会議の中での順番（1から）"),
                "number": models.CharField(
                    "番号", blank=True, help_text="書かれているとおりの番号。例：(1)、議案第3号"
                ),
                "title": models.CharField("議題名", help_text="書かれているとおりの議題"),
                "kind": models.CharField(
                    "種類", max_length=8, choices=ITEM_KINDS, default="item", help_text="議題の種類"
                ),
                "outcome": models.TextField(
                    "審議結果", blank=True, help_text="書かれているとおりの結果。例：原案のとおり承認"
                ),
                "parent": models.ForeignKey(
                    "meetings.agendaitem",
                    verbose_name="上位の議題",
                    on_delete=models.CASCADE,
                    null=True,
                    blank=True,
                    related_name="children",
                    help_text="（1）（2）のような小さな議題の場合、その上の議題",
                ),
                "meeting": models.ForeignKey(
                    "meetings.meeting",
                    verbose_name="会議",
                    on_delete=models.CASCADE,
                    related_name="agenda_items",
                    help_text="どの会議の議題ですか",
                ),
            },
            ordering=["position"],
            constraints=[
                models.CheckConstraint(
                    condition=~Q(title=""),
                    name="agenda_item_is_titled",
                    violation_error_message="議題名を入力してください。",
                ),
                # deferred, so that a correction can reorder the outline within its transaction
                models.UniqueConstraint(
                    fields=["meeting", "position"],
                    name="agenda_item_position_unique",
                    deferrable=models.Deferrable.DEFERRED,
                    violation_error_message="同じ順番の議題がすでにあります。",
                ),
                models.CheckConstraint(
                    condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                    name="agenda_item_is_not_its_own_parent",
                    violation_error_message="議題自身を上位の議題にはできません。",
                ),
                one_of("kind", ITEM_KINDS, "agenda_item_kind_known"),
            ],
        ),
        noun(
            "Attendance",
            "出席者",
            {
                "position": models.PositiveSmallIntegerField("順番", help_text="名簿の中での順番（1から）"),
                "kind": models.CharField(
                    "出欠",
                    max_length=8,
                    choices=ATTENDANCE_KINDS,
                    default="present",
                    help_text="出席・欠席などの別",
                ),
                "text": models.CharField("記載", help_text="書かれているとおり。例：会長　若葉 薫"),
                "name": models.CharField("氏名", blank=True, help_text="氏名が書かれていれば"),
                "role": models.CharField("役職", blank=True, help_text="役職が書かれていれば"),
                "count": models.PositiveSmallIntegerField(
                    "人数", null=True, blank=True, help_text="人数だけが書かれていれば、その数"
                ),
                "meeting": models.ForeignKey(
                    "meetings.meeting",
                    verbose_name="会議",
                    on_delete=models.CASCADE,
                    related_name="attendances",
                    help_text="どの会議の出席者ですか",
                ),
            },
            ordering=["position"],
            constraints=[
                models.CheckConstraint(
                    condition=~Q(text=""),
                    name="attendance_is_printed",
                    violation_error_message="書かれているとおりの記載を入力してください。",
                ),
                models.UniqueConstraint(
                    fields=["meeting", "position"],
                    name="attendance_position_unique",
                    deferrable=models.Deferrable.DEFERRED,
                    violation_error_message="同じ順番の出席者がすでにあります。",
                ),
                one_of("kind", ATTENDANCE_KINDS, "attendance_kind_known"),
            ],
        ),
        noun(
            "Material",
            "配付資料",
            {
                "position": models.PositiveSmallIntegerField("順番", help_text="資料の順番（1から）"),
                "number": models.CharField("番号", blank=True, help_text="書かれているとおり。例：資料1"),
                "title": models.CharField("資料名", help_text="書かれているとおりの資料名"),
                "url": models.URLField(
                    "リンク", max_length=500, blank=True, help_text="公表されていれば、そのURL"
                ),
                "meeting": models.ForeignKey(
                    "meetings.meeting",
                    verbose_name="会議",
                    on_delete=models.CASCADE,
                    related_name="materials",
                    help_text="どの会議の資料ですか",
                ),
            },
            ordering=["position"],
            constraints=[
                models.CheckConstraint(
                    condition=~Q(title=""),
                    name="material_is_titled",
                    violation_error_message="資料名を入力してください。",
                ),
                models.UniqueConstraint(
                    fields=["meeting", "position"],
                    name="material_position_unique",
                    deferrable=models.Deferrable.DEFERRED,
                    violation_error_message="同じ順番の資料がすでにあります。",
                ),
            ],
        ),
        noun(
            "Correction",
            "訂正",
            {
                "made_at": models.DateTimeField(
                    "訂正日時", default=timezone.now, help_text="訂正された文書を取り込んだ日時"
                ),
                "document": models.CharField("文書", help_text="訂正された文書のファイル名"),
                "changes": models.JSONField(
                    "変わった発言", default=list, help_text="発言の番号、前の本文、後の本文"
                ),
                "meeting": models.ForeignKey(
                    "meetings.meeting",
                    verbose_name="会議",
                    on_delete=models.CASCADE,
                    related_name="corrections",
                    help_text="どの会議の訂正ですか",
                ),
            },
            ordering=["made_at", "pk"],
            constraints=[
                models.CheckConstraint(
                    condition=~Q(document=""),
                    name="correction_names_its_document",
                    violation_error_message="訂正された文書のファイル名を入力してください。",
                ),
            ],
        ),
        noun(
            "Speaker",
            "発言者",
            {
                "kind": models.CharField(
                    "区分",
                    max_length=12,
                    choices=SPEAKER_KINDS,
                    help_text="記録からどこまで分かるか（氏名・役職・団体・匿名）",
                ),
                "name": models.CharField(
                    "名前", max_length=200, help_text="氏名、役職名、団体名など。例：若葉 薫、会長、事務局"
                ),
                "kana": models.CharField(
                    "よみ", max_length=200, blank=True, help_text="並べ替えに使います。カタカナで。"
                ),
                "body": models.ForeignKey(
                    "meetings.body",
                    verbose_name="会議体",
                    on_delete=models.PROTECT,
                    null=True,
                    blank=True,
                    related_name="speakers",
                    help_text="この会議体の中だけの発言者（会長など）のとき",
                ),
                "meeting": models.ForeignKey(
                    "meetings.meeting",
                    verbose_name="会議",
                    on_delete=models.CASCADE,
                    null=True,
                    blank=True,
                    related_name="anonymous_speakers",
                    help_text="匿名の発言者（委員など）のとき、その会議",
                ),
                "municipality": models.ForeignKey(
                    "meetings.municipality",
                    verbose_name="自治体",
                    on_delete=models.PROTECT,
                    null=True,
                    blank=True,
                    related_name="speakers",
                    help_text="属する自治体。団体が自治体そのもの（例：緑野市）のときはその自治体",
                ),
            },
            indexes=[models.Index("kana", "name", name="speaker_by_reading")],
            constraints=[
                models.CheckConstraint(
                    condition=~Q(name=""),
                    name="speaker_is_named",
                    violation_error_message="名前を入力してください。",
                ),
                models.UniqueConstraint(
                    fields=["kind", "name", "municipality", "body", "meeting"],
                    name="speaker_unique_in_its_scope",
                    nulls_distinct=False,
                    violation_error_message="同じ範囲に同じ名前の発言者がすでにあります。",
                ),
                models.CheckConstraint(
                    condition=Q(kind="anonymous", meeting__isnull=False)
                    | (~Q(kind="anonymous") & Q(meeting__isnull=True)),
                    name="speaker_anonymous_belongs_to_one_meeting",
                    violation_error_message="匿名の発言者には会議を、それ以外の発言者には会議を付けずに登録してください。",
                ),
                models.CheckConstraint(
                    condition=~Q(kind="office") | Q(body__isnull=False),
                    name="speaker_office_belongs_to_a_body",
                    violation_error_message="役職の発言者には会議体を選んでください。",
                ),
                one_of("kind", SPEAKER_KINDS, "speaker_kind_known"),
            ],
        ),
        noun(
            "SpeakerName",
            "別の表記",
            {
                "name": models.CharField(
                    "表記", max_length=200, help_text="会議録に書かれている表記。例：員長委"
                ),
                "body": models.ForeignKey(
                    "meetings.body",
                    verbose_name="会議体",
                    on_delete=models.CASCADE,
                    related_name="speaker_names",
                    help_text="この表記が使われる会議体",
                ),
                "speaker": models.ForeignKey(
                    "meetings.speaker",
                    verbose_name="発言者",
                    on_delete=models.CASCADE,
                    related_name="other_names",
                    help_text="だれのことですか",
                ),
            },
            constraints=[
                models.UniqueConstraint(
                    fields=["body", "name"],
                    name="speaker_name_means_one_speaker_in_a_body",
                    violation_error_message="この会議体では、その表記はすでに別の発言者を指しています。",
                ),
                models.CheckConstraint(
                    condition=~Q(name=""),
                    name="speaker_name_is_written",
                    violation_error_message="表記を入力してください。",
                ),
            ],
        ),
        noun(
            "Turn",
            "発言",
            {
                "number": models.PositiveIntegerField(
                    "番号",
                    editable=False,
                    help_text="この発言のアドレスになる番号。自動で付き、変わりません。",
                ),
                "position": models.PositiveIntegerField("順番", help_text="会議の中での順番（1から）"),
                "kind": models.CharField(
                    "種類",
                    max_length=9,
                    choices=TURN_KINDS,
                    default="speech",
                    help_text="発言か、発言の間の説明（地の文）か、（異議なし）などの手続か",
                ),
                "label": models.CharField(
                    "発言者の表示",
                    blank=True,
                    help_text="会議録に書かれている発言者の表示（かっこや○などの飾りを除く）。例：事務局",
                ),
                "printed_label": models.CharField(
                    "印刷どおりの表示",
                    blank=True,
                    help_text="飾りや空白も含めた表示。例：【事　務　局】。上と同じなら空欄",
                ),
                "role": models.CharField("役職", blank=True, help_text="表示から分かる役職。例：委員長"),
                "affiliation": models.CharField(
                    "所属", blank=True, help_text="書かれている会派・所属団体。なければ空欄"
                ),
                "text": models.TextField("本文", help_text="書かれているとおりの発言"),
                "withdrawn_on": models.DateField(
                    "取消日", null=True, blank=True, help_text="発言が取り消された日"
                ),
                "withdrawn_reason": models.CharField(
                    "取消の理由",
                    max_length=300,
                    blank=True,
                    help_text="公開ページに出ます。取消日とともに入力します。",
                ),
                "item": models.ForeignKey(
                    "meetings.agendaitem",
                    verbose_name="議題",
                    on_delete=models.SET_NULL,
                    null=True,
                    blank=True,
                    related_name="turns",
                    help_text="どの議題の中での発言ですか",
                ),
                "meeting": models.ForeignKey(
                    "meetings.meeting",
                    verbose_name="会議",
                    on_delete=models.CASCADE,
                    related_name="turns",
                    help_text="どの会議の発言ですか",
                ),
                "municipality": models.ForeignKey(
                    "meetings.municipality",
                    verbose_name="発言した自治体",
                    on_delete=models.PROTECT,
                    null=True,
                    blank=True,
                    related_name="turns",
                    help_text="自治体の名で行われた発言（金沢市など）のとき、その自治体",
                ),
                "speaker": models.ForeignKey(
                    "meetings.speaker",
                    verbose_name="発言者",
                    # a meeting goes with its anonymous speakers; nobody else with turns does
                    on_delete=models.RESTRICT,
                    null=True,
                    blank=True,
                    related_name="turns",
                    help_text="だれの発言ですか。記録から分からなければ空欄",
                ),
            },
            constraints=[
                models.UniqueConstraint(
                    fields=["meeting", "number"],
                    name="turn_number_given_once",
                    violation_error_message="この会議には同じ番号の発言がすでにあります。",
                ),
                models.UniqueConstraint(
                    fields=["meeting", "position"],
                    name="turn_position_unique",
                    deferrable=models.Deferrable.DEFERRED,
                    violation_error_message="同じ順番の発言がすでにあります。",
                ),
                models.CheckConstraint(
                    condition=Q(number__gte=1, position__gte=1),
                    name="turn_counts_from_one",
                    violation_error_message="番号と順番は1以上の数です。",
                ),
                models.CheckConstraint(
                    condition=~Q(text=""),
                    name="turn_says_something",
                    violation_error_message="本文を入力してください。",
                ),
                models.CheckConstraint(
                    condition=Q(withdrawn_on__isnull=True, withdrawn_reason="")
                    | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                    name="turn_withdrawn_says_when_and_why",
                    violation_error_message="発言を取り消すときは、取消日と取消の理由の両方を入力してください。",
                ),
                models.CheckConstraint(
                    condition=Q(kind="speech") | Q(speaker__isnull=True, municipality__isnull=True),
                    name="turn_only_speech_has_a_speaker",
                    violation_error_message="地の文と手続には発言者を付けられません。",
                ),
                one_of("kind", TURN_KINDS, "turn_kind_known"),
            ],
        ),
        noun(
            "TurnIndex",
            "検索の索引",
            {
                "turn": models.OneToOneField(
                    "meetings.turn",
                    verbose_name="発言",
                    on_delete=models.DO_NOTHING,  # 0002 has the database itself delete it
                    primary_key=True,
                    serialize=False,
                    related_name="index",
                    db_constraint=False,
                ),
                "date": models.DateField("開催日", help_text="会議の開催日と同じ"),
                "kind": models.CharField("種類", max_length=9, help_text="発言の種類と同じ"),
                "role": models.CharField("役職", help_text="発言の役職と同じ"),
                "is_long": models.BooleanField(
                    "長すぎる発言",
                    help_text="語が多すぎて索引に入らない発言。どの検索でも本文を読んで確かめます。",
                ),
                "words": SearchVectorField("語", help_text="meetings/search/lexemes.py のとおり"),
                "segmented": models.TextField(
                    "語に分けた本文", help_text="比べるための形に直し、語の境に印を入れた本文"
                ),
                "edition": models.CharField(
                    "索引の版", max_length=60, help_text="索引を作った辞書と規則の版"
                ),
                "item": models.ForeignKey(
                    "meetings.agendaitem",
                    verbose_name="議題",
                    on_delete=models.DO_NOTHING,
                    related_name="+",
                    null=True,
                    db_constraint=False,
                    db_index=False,
                    help_text="発言の議題",
                ),
                "meeting": models.ForeignKey(
                    "meetings.meeting",
                    verbose_name="会議",
                    on_delete=models.DO_NOTHING,
                    related_name="+",
                    db_constraint=False,
                    db_index=False,
                    help_text="発言の会議",
                ),
                "municipality": models.ForeignKey(
                    "meetings.municipality",
                    verbose_name="発言した自治体",
                    on_delete=models.DO_NOTHING,
                    related_name="+",
                    null=True,
                    db_constraint=False,
                    db_index=False,
                    help_text="その名で発言した自治体",
                ),
                "speaker": models.ForeignKey(
                    "meetings.speaker",
                    verbose_name="発言者",
                    on_delete=models.DO_NOTHING,
                    related_name="+",
                    null=True,
                    db_constraint=False,
                    db_index=False,
                    help_text="発言の発言者",
                ),
            },
            indexes=[
                GinIndex("words", name="turn_index_words"),
                models.Index("date", "meeting", name="turn_index_date"),
                models.Index("meeting", name="turn_index_meeting"),
                models.Index("item", name="turn_index_item"),
                models.Index("speaker", name="turn_index_speaker"),
                models.Index("municipality", name="turn_index_municipality"),
            ],
        ),
        noun(
            "WordForm",
            "語の表記",
            {
                "key": models.TextField("辞書の表記", help_text="例：サーバー"),
                "surface": models.TextField("本文の表記", help_text="例：サーバ"),
            },
            constraints=[
                models.UniqueConstraint(
                    fields=["key", "surface"],
                    name="word_form_known_once",
                    violation_error_message="この表記はすでにあります。",
                ),
            ],
        ),
        noun(
            "Thread",
            "議題のつながり",
            {
                "title": models.CharField(
                    "名称", max_length=200, help_text="何についてのつながりか。例：学校給食費の無償化"
                ),
                "about": models.TextField("説明", blank=True, help_text="公開ページに出ます。"),
                "created_at": models.DateTimeField(
                    "作成日時", default=timezone.now, editable=False, help_text="つながりを作った日時"
                ),
                "updated_at": models.DateTimeField(
                    "更新日時", default=timezone.now, editable=False, help_text="つながりを最後に直した日時"
                ),
            },
            constraints=[
                models.CheckConstraint(
                    condition=~Q(title=""),
                    name="thread_is_titled",
                    violation_error_message="名称を入力してください。",
                ),
            ],
        ),
        noun(
            "ThreadEntry",
            "つながる議題",
            {
                "standing": models.CharField(
                    "状態",
                    max_length=9,
                    choices=ENTRY_STANDINGS,
                    default="proposed",
                    help_text="「確認済み」だけが公開ページに出ます。",
                ),
                "grounds": models.CharField(
                    "根拠", max_length=200, blank=True, help_text="提案の理由。例：議題名が同じ"
                ),
                "item": models.ForeignKey(
                    "meetings.agendaitem",
                    verbose_name="議題",
                    on_delete=models.CASCADE,
                    related_name="thread_entries",
                    help_text="つながる議題",
                ),
                "thread": models.ForeignKey(
                    "meetings.thread",
                    verbose_name="つながり",
                    on_delete=models.CASCADE,
                    related_name="entries",
                    help_text="どのつながりですか",
                ),
            },
            constraints=[
                models.UniqueConstraint(
                    fields=["thread", "item"],
                    name="thread_entry_once",
                    violation_error_message="この議題はすでにこのつながりにあります。",
                ),
                models.UniqueConstraint(
                    fields=["item"],
                    condition=Q(standing="confirmed"),
                    name="thread_entry_item_in_one_thread",
                    violation_error_message="この議題は、すでにほかのつながりで確認されています。",
                ),
                one_of("standing", ENTRY_STANDINGS, "thread_entry_standing_known"),
            ],
        ),
        migrations.AddField(
            "thread",
            "items",
            models.ManyToManyField(
                "meetings.agendaitem",
                verbose_name="議題",
                through="meetings.ThreadEntry",
                related_name="threads",
                help_text="つながる議題",
            ),
        ),
        noun(
            "GuidePage",
            "案内のページ",
            {
                "topic": models.CharField(
                    "ページ",
                    max_length=20,
                    unique=True,
                    choices=GUIDE_TOPICS,
                    help_text="どのページの文ですか",
                ),
                "text": models.TextField(
                    "本文",
                    help_text="Markdownで書きます。見出しは「## 」、箇条書きは「- 」で始めます。"
                    "HTMLは使えません。",
                ),
                "updated_at": models.DateTimeField(
                    "更新日時", default=timezone.now, editable=False, help_text="最後に直した日時"
                ),
            },
            constraints=[
                models.CheckConstraint(
                    condition=~Q(text=""),
                    name="guide_page_has_text",
                    violation_error_message="本文を入力してください。",
                ),
                one_of("topic", GUIDE_TOPICS, "guide_page_topic_known"),
            ],
        ),
        noun(
            "FormerAddress",
            "旧アドレス",
            {
                "path": models.CharField(
                    "旧アドレス",
                    max_length=300,
                    unique=True,
                    help_text="/ で始まり / で終わる、以前のアドレス",
                ),
                "moved_to": models.CharField(
                    "新しいアドレス", max_length=300, blank=True, help_text="移った先。なくなったときは空欄"
                ),
                "reason": models.CharField(
                    "なくなった理由",
                    max_length=300,
                    blank=True,
                    help_text="公開ページに出ます。移ったときは空欄",
                ),
                "changed_on": models.DateField(
                    "変わった日", default=timezone.localdate, help_text="移した日、なくした日"
                ),
            },
            constraints=[
                models.CheckConstraint(
                    condition=Q(path__startswith="/", path__endswith="/") & ~Q(path=F("moved_to")),
                    name="former_address_is_another_path",
                    violation_error_message="旧アドレスは / で始まり / で終わり、移った先とは違います。",
                ),
                models.CheckConstraint(
                    condition=(Q(moved_to__startswith="/") & Q(reason="")) | (Q(moved_to="") & ~Q(reason="")),
                    name="former_address_moved_or_gone",
                    violation_error_message="新しいアドレスか、なくなった理由の、どちらか一方を入力してください。",
                ),
            ],
        ),
    ]
