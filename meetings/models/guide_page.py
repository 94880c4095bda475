"""Guide pages (案内のページ): what the staff says of the site in their own words."""

from django.db import models
from django.utils import timezone

from .constraints import not_empty, one_of


class GuideTopic(models.TextChoices):
    """What a guide page is about; each has its own fixed address."""

    ACCESSIBILITY = "accessibility", "ウェブアクセシビリティ方針"
    ACCESSIBILITY_TEST = "accessibility-test", "ウェブアクセシビリティ試験結果"
    CONTACT = "contact", "問い合わせ"


ADDRESSES = {
    GuideTopic.ACCESSIBILITY: "/accessibility/",
    GuideTopic.ACCESSIBILITY_TEST: "/accessibility/test/",
    GuideTopic.CONTACT: "/contact/",
}


class GuidePage(models.Model):
    """案内のページ: one page that the staff words, in Markdown.

    Until there is a row, the page shows the words that come with the software.
    """

    topic = models.CharField(
        "ページ", max_length=20, unique=True, choices=GuideTopic, help_text="どのページの文ですか"
    )
    text = models.TextField(
        "本文",
        help_text="Markdownで書きます。見出しは「## 」、箇条書きは「- 」で始めます。HTMLは使えません。",
    )
    updated_at = models.DateTimeField(
        "更新日時", default=timezone.now, editable=False, help_text="最後に直した日時"
    )

    class Meta:
        verbose_name = verbose_name_plural = "案内のページ"
        constraints = [
            not_empty("text", "guide_page_has_text", "本文を入力してください。"),
            one_of("topic", GuideTopic, "guide_page_topic_known"),
        ]

    def __str__(self) -> str:
        return self.get_topic_display()

    def get_absolute_url(self) -> str:
        return ADDRESSES[GuideTopic(self.topic)]
