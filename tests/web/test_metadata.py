"""What pages say of themselves to catalogues, citation managers, search engines and messengers."""

import datetime
import json

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import Body, Meeting, Speaker, Turn
from tests import factories as make

pytestmark = pytest.mark.django_db

HOST = "http://testserver"


@pytest.fixture
def meeting():
    """A council's third meeting: a chair, a member by name, somebody, the town, and a turn taken back."""
    town = make.municipality("潮見野市")
    council = make.body("潮見野市総合計画審議会", town)
    meeting = make.meeting(
        council,
        title="第3回潮見野市総合計画審議会",
        number=3,
        date=datetime.date(2019, 5, 1),
        start=datetime.time(14),
        place="市役所 3階",
        source_url="https://town.example.jp/3",
        issued_on=datetime.date(2019, 6, 10),
        published_at=datetime.datetime(2020, 1, 1, 20, tzinfo=datetime.UTC),
    )
    chair = make.speaker("会長", "office", body=council)
    member = make.speaker("若葉 薫", municipality=town)
    nobody = make.speaker("委員", "anonymous", meeting=meeting)
    group = make.speaker("潮見野市", "organisation", municipality=town)
    make.turn(meeting, "開会します。", label="会長", speaker=chair)
    make.turn(meeting, "財源は。", label="若葉委員", speaker=member)
    make.turn(meeting, "時期は。", label="委員", speaker=nobody)
    make.turn(meeting, "お答えします。", label="潮見野市", speaker=group, municipality=town)
    make.withdrawn_turn(meeting, "けしたことば", label="けした委員", speaker=member)
    return meeting


def things(page) -> dict[str, dict]:
    """The things of schema.org that a page describes, by their sort; each page has one block."""
    [block] = page.cssselect("script[type='application/ld+json']")
    data = json.loads(block.text)
    assert data["@context"] == "https://schema.org"
    found = {node["@type"]: node for node in data["@graph"]}
    assert len(found) == len(data["@graph"])
    return found


def meta(page) -> dict[str, list[str]]:
    """The contents of each name in <meta>."""
    found: dict[str, list[str]] = {}
    for tag in page.cssselect("head meta"):
        name = tag.get("name") or tag.get("property")
        if name:
            found.setdefault(name, []).append(tag.get("content"))
    return found


def test_home_says_how_to_search(open_page):
    site = things(open_page("/"))["WebSite"]
    assert site["@id"] == f"{HOST}/#website"
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{HOST}/search/?q={{search_term_string}}"


def test_a_municipality_is_a_government_with_its_code(meeting, open_page):
    town = meeting.body.municipality
    node = things(open_page(town.get_absolute_url()))["GovernmentOrganization"]
    assert node["name"] == "みのり県潮見野市"
    assert node["identifier"]["value"] == town.code


def test_a_body_belongs_to_its_municipality_under_the_same_id(meeting, open_page):
    town = things(open_page(meeting.body.municipality.get_absolute_url()))["GovernmentOrganization"]
    body = things(open_page(meeting.body.get_absolute_url()))["GovernmentOrganization"]
    assert body["parentOrganization"]["@id"] == town["@id"]
    event = things(open_page(meeting.get_absolute_url()))["Event"]
    assert event["organizer"]["@id"] == body["@id"]


def test_a_body_that_no_municipality_owns_is_no_government(open_page):
    meeting = make.meeting(make.body("全国課長会"))
    assert "parentOrganization" not in things(open_page(meeting.body.get_absolute_url()))["Organization"]
    assert meta(open_page(meeting.get_absolute_url()))["citation_publisher"] == ["全国課長会"]


def test_a_meeting_is_an_event_and_the_report_of_it(meeting, open_page):
    found = things(open_page(meeting.get_absolute_url()))
    event, report = found["Event"], found["Report"]
    assert event["@id"] == f"{HOST}{meeting.get_absolute_url()}#event"
    assert event["startDate"] == "2019-05-01T14:00+09:00"
    assert event["location"]["name"] == "市役所 3階"
    assert "endDate" not in event
    assert report["recordedAt"]["@id"] == event["@id"]
    assert event["recordedIn"]["@id"] == report["@id"]
    assert report["isBasedOn"] == "https://town.example.jp/3"
    assert report["datePublished"] == "2019-06-10"
    assert report["publisher"]["name"] == "みのり県潮見野市"


@pytest.mark.parametrize(
    ("number", "speaker_node"),
    [(1, None), (2, ("Person", "若葉 薫")), (3, None), (4, ("Organization", "潮見野市"))],
)
def test_a_turn_is_a_quotation_of_whom_the_record_names(meeting, open_page, number, speaker_node):
    page = open_page(f"{meeting.get_absolute_url()}{number}/")
    quote = things(page)["Quotation"]
    assert quote["@id"] == f"{HOST}{meeting.get_absolute_url()}{number}/#quote"
    assert quote["text"] == Turn.objects.get(number=number).text
    assert quote["isPartOf"]["@id"] == f"{HOST}{meeting.get_absolute_url()}#minutes"
    speaker = quote.get("spokenByCharacter")
    assert (speaker and (speaker["@type"], speaker["name"])) == speaker_node
    names = [speaker_node[1]] if speaker_node else []
    assert meta(page).get("citation_author", []) == meta(page).get("DCTERMS.creator", []) == names


def test_a_speaker_is_a_person_or_an_organisation_or_nobody(meeting, open_page):
    sorts = {"office": set(), "person": {"Person"}, "organisation": {"Organization"}, "anonymous": set()}
    for speaker in Speaker.objects.all():
        found = things(open_page(speaker.get_absolute_url()))
        assert found.keys() == sorts[speaker.kind] | {"BreadcrumbList"}
    quoted = things(open_page(f"{meeting.get_absolute_url()}2/"))["Quotation"]["spokenByCharacter"]
    member = Speaker.objects.get(kind="person")
    assert quoted["@id"] == things(open_page(member.get_absolute_url()))["Person"]["@id"]


def test_a_range_has_its_turns_but_no_withdrawn_ones(meeting, open_page):
    page = open_page(f"{meeting.get_absolute_url()}3-5/")
    parts = [part["@id"] for part in things(page)["CreativeWork"]["hasPart"]]
    assert parts == [f"{HOST}{meeting.get_absolute_url()}{number}/#quote" for number in (3, 4)]


def test_what_was_withdrawn_is_in_no_metadata(meeting, client):
    for below in ("", "4/", "3-5/"):
        assert "けした" not in client.get(f"{meeting.get_absolute_url()}{below}").content.decode()


def test_breadcrumbs_are_those_of_the_page_and_end_in_it(meeting, open_page):
    for path in (
        meeting.get_absolute_url(),
        f"{meeting.get_absolute_url()}2/",
        meeting.body.get_absolute_url(),
    ):
        page = open_page(path)
        steps = things(page)["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        shown = [li.text_content().strip() for li in page.cssselect("nav.breadcrumb li")]
        assert [step["name"] for step in steps][1:] == shown[1:]
        assert steps[-1]["item"] == f"{HOST}{path}"


def test_dublin_core_of_a_turn(meeting, open_page):
    path = f"{meeting.get_absolute_url()}2/"
    page = open_page(path)
    tags = {name.partition(".")[2]: values for name, values in meta(page).items() if "DCTERMS" in name}
    modified = tags.pop("modified")
    assert datetime.datetime.fromisoformat(modified[0]).tzinfo
    assert tags == {
        "title": ["第3回潮見野市総合計画審議会会議録 発言2（若葉委員）"],
        "identifier": [f"{HOST}{path}"],
        "creator": ["若葉 薫"],
        "publisher": ["みのり県潮見野市"],
        "date": ["2019-05-01"],
        "issued": ["2019-06-10"],
        "isPartOf": [f"{HOST}{meeting.get_absolute_url()}"],
        "source": ["https://town.example.jp/3"],
        "language": ["ja"],
        "type": ["Text"],
        "spatial": [meeting.body.municipality.code],
    }
    assert page.cssselect("link[rel='schema.DCTERMS']")[0].get("href") == "http://purl.org/dc/terms/"


def test_citation_managers_get_local_days_in_their_own_form(meeting, open_page):
    tags = meta(open_page(meeting.get_absolute_url()))
    assert tags["citation_title"] == ["第3回潮見野市総合計画審議会会議録"]
    assert tags["citation_publication_date"] == ["2019/05/01"]
    assert tags["citation_online_date"] == ["2020/01/02"]
    assert tags["citation_public_url"] == [f"{HOST}{meeting.get_absolute_url()}"]
    assert tags["citation_language"] == ["ja"]
    assert "citation_author" not in tags


def test_messengers_get_title_and_address(meeting, open_page):
    sorts = {
        "/": "website",
        meeting.get_absolute_url(): "article",
        meeting.body.get_absolute_url(): "website",
    }
    for path, sort in sorts.items():
        page = open_page(path)
        tags = meta(page)
        assert tags["og:url"] == [page.cssselect("link[rel=canonical]")[0].get("href")]
        assert page.cssselect("title")[0].text_content().startswith(tags["og:title"][0])
        assert tags["og:description"] == tags["description"]
        assert tags["og:type"] == [sort]
        assert tags["og:site_name"] == ["会議録アーカイブ"]


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1)
HOSTILE = st.lists(
    st.sampled_from(["</script>", "<!--", "<script>", "]]>", "&lt;", "\u2028", '"', "\\"]) | TEXT
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=HOSTILE.map(lambda parts: "".join(parts)[:200]).filter(str.strip))  # as long as a name may be
def test_no_text_breaks_out_of_the_json_ld_block(meeting, client, text):
    Meeting.objects.update(title=text, place=text)
    Body.objects.update(name=text)
    Turn.objects.update(text=text, label=text)
    Speaker.objects.filter(kind="person").update(name=text)
    for below in ("", "2/", "1-2/"):
        html = client.get(f"{meeting.get_absolute_url()}{below}").content.decode()
        assert html.count("<script") == html.count("</script>")
        start = html.index('<script type="application/ld+json">') + len('<script type="application/ld+json">')
        block = html[start : html.index("</script>", start)]
        assert not {"<", ">", "&"} & set(block)
        graph = json.loads(block)["@graph"]
        assert any(text in node.values() for node in graph) or below == "1-2/"
        scripts = lxml.html.fromstring(html).cssselect("script")
        assert all(script.get("src") or script.get("type") == "application/ld+json" for script in scripts)


@pytest.mark.parametrize(
    ("name", "fields", "media_type", "pdfs"),
    [
        ("kaigi.pdf", {"format": "pdf"}, "application/pdf", 1),
        ("kaigi.txt", {"format": "text"}, "text/plain", 0),
    ],
)
def test_minutes_name_their_original_where_it_may_be_downloaded(
    meeting, open_page, name, fields, media_type, pdfs
):
    meeting.turns.exclude(withdrawn_on=None).delete()
    Meeting.objects.filter(pk=meeting.pk).update(source=make.source(name, b"12345", **fields))
    page = open_page(meeting.get_absolute_url())
    original = things(page)["Report"]["encoding"]
    url = f"{HOST}{meeting.get_absolute_url()}original/"
    assert original["contentUrl"] == url
    assert original["encodingFormat"] == media_type
    assert original["contentSize"] == "5 B"
    assert meta(page)["DCTERMS.hasFormat"] == [url]
    assert meta(page).get("citation_pdf_url", []) == [url] * pdfs
    assert meta(page)["DCTERMS.source"] == ["https://town.example.jp/3"]


@pytest.mark.parametrize("fields", [{"downloadable": False}, {}])
def test_an_original_not_for_download_is_not_named(meeting, open_page, fields):
    if fields:
        meeting.turns.exclude(withdrawn_on=None).delete()
    else:  # words of it were taken back after it came in
        meeting.turns.exclude(withdrawn_on=None).update(withdrawn_on=datetime.date(2100, 1, 1))
    Meeting.objects.filter(pk=meeting.pk).update(source=make.source("kaigi.pdf", format="pdf", **fields))
    page = open_page(meeting.get_absolute_url())
    assert "encoding" not in things(page)["Report"]
    assert not {"DCTERMS.hasFormat", "citation_pdf_url"} & meta(page).keys()
