"""The forms that parts of an address may have; whatever differs is no address and is answered 404."""


class MeetingIdentifier:
    """The 21 characters that a meeting is known by."""

    regex = r"[0-9]{6}[0-9A-Z]{3}X[0-9]{11}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class MunicipalityCode(MeetingIdentifier):
    """The six digits of a 全国地方公共団体コード."""

    regex = r"[0-9]{6}"


class CitationFormat(MeetingIdentifier):
    """The endings of the files that a citation is taken away as."""

    regex = r"bib|ris|json"


class Counting:
    """1, 2, 3 … without leading zeros, so that each page has one address."""

    regex = r"[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
