"""Forms inside a log: answers, tick boxes, table cells and lists of actions around a target."""

from __future__ import annotations

import re
from typing import NamedTuple

_BOX_ON = r"\[\s?[x✓✔y]\s?\]|\(\s?[x✓✔]\s?\)|☑|☒|✅|[✓✔]|🗹"
_BOX_OFF = r"\[\s{0,2}\]|\(\s{1,2}\)|☐|□|❏|✗|✘|❌"
_BOX_BEFORE = re.compile(rf"(?:(?P<on>{_BOX_ON})|(?P<off>{_BOX_OFF}))\s{{0,3}}$")
_YES_NO_BOXES = re.compile(
    rf"[\s:?=|\-.]*(?:(?:yes|y)\s*(?P<yes>{_BOX_ON}|{_BOX_OFF})\s*/?\s*(?:no|n)\s*(?P<no>{_BOX_ON}|{_BOX_OFF})"
    rf"|(?P<yes2>{_BOX_ON}|{_BOX_OFF})\s*(?:yes|y)\s*/?\s*(?P<no2>{_BOX_ON}|{_BOX_OFF})\s*(?:no|n)\b)"
)
_BOX_AFTER = re.compile(rf"[\s:?=|\-.]{{0,6}}(?:(?P<on>{_BOX_ON})|(?P<off>{_BOX_OFF}))")
_ON = re.compile(_BOX_ON)
_ANSWER = (
    r"(?:(?P<na>n\s?/\s?a|n\.a\.?|n\\a|not applicable|not app|amherthnasol|a/b)"
    r"|(?P<yes>yes(?:\s+please|\s+pls)?|yep|y|true|ydy|ydi|oes|do|ie)"
    r"|(?P<no>no(?:\s+(?:thanks|thank you|ta))?|n|nil|none|nope|false|nac ydy|nag oes|naddo|na))"
)
_ENDS = r"(?=\s*(?:$|[\n.,;|)/(\]!]|-\s|[-=]>|\b(?:as|because|cos|since|due|reason|see|but|and|not|awaiting|oherwydd|gan)\b|\d\d?[/.:]\d))"
_PRINTED = r"(?:\(?\b(?:y\s?/\s?n|yes\s?/\s?no|y\s?/\s?n\s?/\s?na|yes\s?/\s?no\s?/\s?n\s?/\s?a)\b\)?\s*)"
_LABEL = r"(?:\s+(?:form|assessment|risk assessment|referral|completed|complete|done|required|needed|necessary|req'?d|considered|offered|submitted|given|issued|made|used|taken|obtained|applied for|sought|applicable|consent|wanted|discussed|raised|on|checked|recorded|agreed|in place|status|sent|relevant|appropriate|suitable)){0,3}"
_FIELD = re.compile(rf"(?P<label>{_LABEL})\s*(?:{_PRINTED}[\s:=\-|?>]*|[?:=|]+[\s:=\-|>]*(?:ans(?:wer)?\s*[:\-]\s*)?(?:{_PRINTED}[\s:=\-|>]*)?|[\[(]\s*|\s-+>?\s*|-+>\s*){_ANSWER}{_ENDS}")
_QUESTION = re.compile(rf"(?P<label>[^\n?.]{{0,90}})\?[\s:\-|>.=]*(?:a(?:ns(?:wer)?)?\s*[:.\-]\s*)?(?:{_PRINTED})?[\s:\-|>=]*{_ANSWER}{_ENDS}")
_OPEN_QUESTION = re.compile(r"[^\n?.!;]{0,120}\?")
_EMPTY = re.compile(rf"{_LABEL}\s*(?:[:=?]|\({{0,1}}y\s?/\s?n\){{0,1}}\s*[:=]?|_{{2,}}|\.{{4,}})\s*(?:_{{2,}}|\.{{4,}}|\[\s*\])?[ \t]*(?=\n|$)")
_LIST_HEAD = re.compile(
    r"(?<![\w'])(?:(?:(?:investigation|investigative|inv|action|enquiry|proposed|my|initial|outline|supervisor|sgts?|oic|arrest) )?(?:plan|strategy)(?=\s*[:\n\-=(]|\s+1|\s+a\))"
    r"|(?:further |immediate |outstanding |initial |proposed |oic |agreed |set |priority |fast track |next |o/s |fta )?(?:actions?|tasks?|enquiries|lines of enquiry|steps|directions?|requirements)(?: (?:set|for oic|for officer|required|outstanding|to do|needed|still|raised|as follows|o/s|for pc \d+|for dc \d+)){0,3}\s*(?=[:\n=]|-\s|\s1[.)]|\sa\))"
    r"|to[\s-]?do(?: list)?\s*[:\-\n]|outstanding\s*[:\-]|o/s\s*[:\-]|still to (?:do|be done)\s*[:\-]|remaining\s*[:\-]|next\s*[:\-]|oic to\s*[:\-\n]|please(?: can you)?\s*[:\-]|pls\s*[:\-]|needs\s*[:\-]|required\s*[:\-]|to be done\s*[:\-\n]|the following (?:is|are) (?:required|needed|outstanding)|the following(?: actions| enquiries)? (?:to be|need)|camau(?: gweithredu)?\s*[:\n]|i'w wneud\s*[:\n]|cynllun ymchwilio\s*[:\n])"
)
_DONE_HEAD = re.compile(r"(?<!\w)(?:(?:actions?|enquiries|work|tasks?|steps) (?:taken|completed|done|to date|so far|undertaken|carried out)|(?<=\n)(?:completed|done|results?)|done (?:so far|to date)|update on actions|safety plan|safeguarding plan|risk management plan|safety planning|camau a gymerwyd)\s*[:\-\n]")
_ITEM = re.compile(r"(?:^|[\n;,.:]|\s)\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.):]|\d{1,2}\s(?=\S)|[-*•>·–]|#\d+)\s*[^\n;]{0,90}$")


class Answer(NamedTuple):
    """A form's answer to the target: yes, no, na, on, off or open (asked and not answered)."""

    value: str
    label: str
    start: int
    end: int


def answer(folded: str, start: int, end: int, left: int, right: int) -> Answer | None:
    """What the form says right at the target ``folded[start:end]``; looks no further than ``left`` and ``right``."""
    box = _BOX_BEFORE.search(folded, max(left, start - 8), start)
    if box is not None and not _closes_yes_no(folded, max(left, start - 30), start):
        if box.group("on"):
            return Answer("on", "", box.start(), box.end())
        filled = _ON.search(folded, max(left - 400, 0), min(len(folded), end + 400)) is not None
        return Answer("off" if filled else "open", "", box.start(), box.end())
    pair = _find_pair(folded, end, right)
    if pair is not None:
        return pair
    field = _FIELD.match(folded, end, right)
    if field is not None and not (field.group("na") == "na" and not field.group()[: -2].strip()):
        return _answer(field)
    question = _QUESTION.match(folded, end, right)
    if question is not None:
        return _answer(question)
    after = _BOX_AFTER.match(folded, end, right)
    if after is not None:
        kind = "on" if after.group("on") else "open"
        return Answer(kind, "", after.start(), after.end())
    asked = _OPEN_QUESTION.match(folded, end, right)
    if asked is not None:
        return Answer("open", asked.group(), asked.end() - 1, asked.end())
    empty = _EMPTY.match(folded, end, right)
    if empty is not None and empty.group().strip() and empty.group().strip()[-1] in ":=?_.])":
        return Answer("empty", empty.group(), empty.start(), empty.end())
    return None


def _closes_yes_no(folded: str, left: int, start: int) -> bool:
    return re.search(r"\b(?:yes|no|y|n)\s*\S{1,3}\s*$", folded[left:start]) is not None


def _find_pair(folded: str, end: int, right: int) -> Answer | None:
    match = re.compile(_LABEL).match(folded, end, right)
    at = match.end() if match else end
    pair = _YES_NO_BOXES.match(folded, at, right)
    if pair is None:
        return None
    yes, no = pair.group("yes") or pair.group("yes2"), pair.group("no") or pair.group("no2")
    yes_on, no_on = _ON.match(yes) is not None, _ON.match(no) is not None
    value = "yes" if yes_on and not no_on else "no" if no_on and not yes_on else "open"
    return Answer(value, folded[end:at], pair.start(), pair.end())


def _answer(match: re.Match[str]) -> Answer:
    for kind in ("na", "yes", "no"):
        if match.group(kind):
            return Answer(kind, match.group("label").strip(), match.start(kind), match.end(kind))
    raise AssertionError("an answer has one of three values")


class ListZones:
    """Where the lists of things to do lie in a stretch of folded text."""

    def __init__(self, folded: str, left: int, right: int) -> None:
        heads = [(m.start(), m.end(), True) for m in _LIST_HEAD.finditer(folded, left, right)]
        if heads:
            heads += [(m.start(), m.end(), False) for m in _DONE_HEAD.finditer(folded, left, right)]
        heads.sort()
        self._heads = heads
        self._folded = folded
        self._right = right

    def planned(self, start: int) -> tuple[int, int] | None:
        """The heading that makes what stands at ``start`` a thing to do, if it stands under one."""
        if not self._heads:
            return None
        under = [h for h in self._heads if h[1] <= start]
        if not under or not under[-1][2]:
            return None
        head, body, _ = under[-1]
        between = self._folded[body:start]
        if "\n\n" in between.strip(" :\n-=") or len(between) > 900:
            return None
        lines = between.strip("\n :-=").split("\n")
        if len(lines) > 1 and not (_ITEM.search("\n" + lines[-1]) or len(lines[-1]) < 4):
            return None
        if len(lines) == 1 and "\n" not in between.strip(" ") and re.search(r"\.\s", between) and not _ITEM.search(between):
            return None
        return head, body
