"""A whole archive of invented towns, of any size, the same for the same seed: for counting queries and time.

A tenth of the meetings are drafts, internal or withdrawn, so that rules about what the public sees cost here
what they cost in life.
"""

import datetime
import random
from dataclasses import dataclass

from meetings.models import AgendaItem, Body, BodyKind, Meeting, Municipality, Speaker, Turn
from meetings.models.body import next_code
from meetings.models.meeting import compose_identifier
from meetings.models.municipality import check_digit

HEADS = "潮朝楓鈴雲緑若霧桜椿萩柏杉樺梓榎楠葵茜藍"
TAILS = ("見野", "凪", "原", "鳴", "居野", "葉", "ヶ丘", "沢", "川", "浜")
SURNAMES = (
    "髙橋",
    "沢渡",
    "野々村",
    "大槻",
    "日下部",
    "若葉",
    "﨑山",
    "渡邉",
    "三ツ橋",
    "緑川",
    "青柳",
    "柊",
)
GIVEN = ("薫", "恭平", "晶子", "圭吾", "誠", "志津男", "さくら", "直人", "美千代", "健太朗")
KANA = "アカサタナハマヤラワ"
OFFICES = ("会長", "副会長", "委員長", "座長", "議長", "事務局長")
BODY_NAMES = ("総合計画審議会", "情報化推進委員会", "学校給食運営協議会", "空家等対策協議会", "公共交通会議")
SENTENCES = (
    "学校給食費の無償化について、財源の見通しを伺います。",
    "資料1に基づきまして、令和6年度の実施状況を御説明いたします。",
    "待機児童の数は前年の同じ時期より12名少なくなっております。",
    "地域包括支援センターの職員が足りないという声を、何人もの方から伺っております。",
    "ただいまの御質問にお答えいたします。",
    "個人情報の取扱いについては、委託先を含めて年に2回の点検を行っております。",
    "避難所の開設に当たり、町内会と役割をどう分けるのかが課題であると考えております。",
    "システムの標準化は、20業務のうち14業務の移行日が決まりました。",
    "デマンド型の乗合タクシーは、予約の取りにくい時間帯があるという意見をいただいております。",
    "公園の遊具の更新は、優先順位を付けて計画的に進めてまいります。",
    "それでは、採決いたします。本案は原案のとおり可決することに御異議ございませんか。",
    "市民会議でいただいた意見の一つ一つに、考え方を付けて公表いたします。",
)
FIRST_DAY = datetime.date(2006, 4, 1)


@dataclass(frozen=True)
class Size:
    """How much to make; `turns` is for each meeting."""

    municipalities: int = 4
    bodies: int = 8
    meetings: int = 20
    turns: int = 10
    speakers: int = 30


def build_archive(size: Size, seed: int = 1) -> None:
    """Fill the database."""
    dice = random.Random(seed)
    towns = _towns(size.municipalities)
    bodies = _bodies(size.bodies, towns)
    speakers = _speakers(size.speakers, bodies, dice)
    meetings = _meetings(size.meetings, bodies, dice)
    items = _items(meetings)
    anonymous = Speaker.objects.bulk_create(
        [Speaker(kind="anonymous", name="委員", meeting=meeting) for meeting in meetings], batch_size=2000
    )
    Turn.objects.bulk_create(
        _turns(meetings, items, speakers, anonymous, towns, size.turns, dice), batch_size=2000
    )


def _towns(count: int) -> list[Municipality]:
    names = [f"{head}{tail}市" for tail in TAILS for head in HEADS][:count]
    codes = [f"99{n:03d}" for n in range(1, count + 1)]
    return Municipality.objects.bulk_create(
        Municipality(
            code=f"{code}{check_digit(code)}",
            name=name,
            kana="ミドリシ",
            prefecture=("みのり県", "はるか県")[n % 2],
            kind="city",
        )
        for n, (code, name) in enumerate(zip(codes, names, strict=True))
    )


def _bodies(count: int, towns: list[Municipality]) -> list[Body]:
    bodies = []
    taken: dict[int, set[str]] = {town.pk: set() for town in towns}
    for n in range(count):
        town = towns[n % len(towns)]
        code = next_code(taken[town.pk])
        taken[town.pk].add(code)
        name = (
            f"{town.name}{BODY_NAMES[(n // len(towns)) % len(BODY_NAMES)]}{n if n >= len(towns) * 5 else ''}"
        )
        kind = BodyKind.values[n % len(BodyKind.values)]
        slug = f"{town.code}-{code}".lower()
        bodies.append(Body(municipality=town, name=name, kind=kind, code=code, slug=slug))
    return Body.objects.bulk_create(bodies)


def _speakers(count: int, bodies: list[Body], dice: random.Random) -> list[Speaker]:
    speakers = []
    for n in range(count):
        body = bodies[n % len(bodies)]
        name = f"{SURNAMES[n % 12]} {GIVEN[(n // 12) % 10]}{n // 120 or ''}"
        kana = f"{KANA[n % 10]}{n}" if dice.random() < 0.8 else ""
        if n % 5 == 0:
            office = f"{OFFICES[(n // 5) % 6]}{n // 30 or ''}"
            speakers.append(Speaker(kind="office", name=office, body=body))
        elif n % 5 == 1:
            speakers.append(Speaker(kind="organisation", name=f"政策課{n}", municipality=body.municipality))
        else:
            speakers.append(Speaker(kind="person", name=name, kana=kana, municipality=body.municipality))
    return Speaker.objects.bulk_create(speakers, batch_size=2000)


def _meetings(count: int, bodies: list[Body], dice: random.Random) -> list[Meeting]:
    meetings = []
    for n in range(count):
        body = bodies[n % len(bodies)]
        sitting = n // len(bodies) + 1
        day = FIRST_DAY + datetime.timedelta(days=sitting * 19 % 7300 + n % 7)
        assert body.municipality is not None
        meeting = Meeting(
            body=body,
            identifier=compose_identifier(body.municipality.code, body.code, sitting, day),
            title=f"第{sitting}回{body.name}",
            number=sitting,
            date=day,
            record_type=dice.choice(["verbatim", "summary", "unknown"]),
            status="published",
            printed_header=[["場所", "市役所 3階 第2会議室"]],
        )
        if n % 10 == 7:
            meeting.status = ("draft", "review", "withdrawn")[n // 10 % 3]
            if meeting.status == "withdrawn":
                meeting.withdrawn_on, meeting.withdrawn_reason = day, "会議録の誤りのため"
        elif n % 20 == 3:
            meeting.visibility = "internal"
        meetings.append(meeting)
    return Meeting.objects.bulk_create(meetings, batch_size=2000)


def _items(meetings: list[Meeting]) -> dict[int, list[AgendaItem]]:
    titles = ("開会", "情報化推進計画について", "学校給食費の無償化について", "その他")
    made = AgendaItem.objects.bulk_create(
        [
            AgendaItem(
                meeting=meeting, position=position, address_number=position, number=str(position), title=title
            )
            for meeting in meetings
            for position, title in enumerate(titles, start=1)
        ],
        batch_size=2000,
    )
    by_meeting: dict[int, list[AgendaItem]] = {}
    for item in made:
        by_meeting.setdefault(item.meeting_id, []).append(item)
    return by_meeting


def _turns(
    meetings: list[Meeting],
    items: dict[int, list[AgendaItem]],
    speakers: list[Speaker],
    anonymous: list[Speaker],
    towns: list[Municipality],
    count: int,
    dice: random.Random,
) -> list[Turn]:
    turns = []
    for meeting, nobody in zip(meetings, anonymous, strict=True):
        for number in range(1, count + 1):
            # a square favours the first speakers: some have said a thousand things, most very little
            speaker = nobody if number % 4 == 0 else speakers[int(dice.random() ** 2 * len(speakers))]
            turn = Turn(
                meeting=meeting,
                number=number,
                position=number,
                item=items[meeting.pk][(number - 1) * 4 // count],
                label=speaker.name,
                speaker=speaker,
                text="\n".join("".join(dice.choices(SENTENCES, k=3)) for _ in range(dice.randint(1, 5))),
            )
            if number == count:
                turn.kind, turn.label, turn.speaker = "procedure", "", None
            elif number % 7 == 0:
                turn.municipality = dice.choice(towns)
            elif number % 10 == 9:
                turn.withdrawn_on, turn.withdrawn_reason = meeting.date, "発言者の申出による"
            turns.append(turn)
    return turns
