"""Parts of patterns that the modules of layout share."""

UPPER = r"[^\W\d_a-z]"  # a letter that is not small, accents included
NAME = rf"{UPPER}[\w.'’-]*"
NAMES = rf"{NAME}(?:(?: |, | and | & |/){NAME})*"
BY_NAMES = rf"(?:[A-Z]+ )?(?i:by) (?:{NAME} )?(?:[a-z]+ ){{0,4}}{NAME}(?<!['’]s),? (?:and |& )?{NAME}(?<!['’]s)"
DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = rf"(?i:(?:{DAY},? )?(?:{ORDINAL} {MONTH}|{MONTH} {ORDINAL})(?:,? \d{{4}})?|{DAY})"
TIME = r"\d{1,2}[.:]\d{2}(?::\d{2})?(?: ?(?i:[ap]\.?m\b\.?))?(?: (?:GMT|UTC|[BCEI]S?T|[A-Z]{2,3}T))?"

AGO = r"(?:\d+|(?i:an?)) (?i:min(?:ute)?s?|hours?|hrs?\.?|days?|weeks?|months?) ago|\d{1,2}[smhdw](?: ago)?\b"
AGO = f"(?:{AGO})"


def any_of(*phrases: str) -> str:
    """A pattern for any of some phrases, in capitals or not.

    Args:
        phrases: patterns; several in one string are parted by " / ".
    """
    return "(?i:" + "|".join(part.strip() for phrase in phrases for part in phrase.split(" / ")) + ")"


MEDIUM = any_of("photos? / photographs? / pictures? / images? / videos? / graphics? / maps? / illustrations? / cartoon")
