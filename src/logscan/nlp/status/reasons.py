"""The span of a rationale: what stands behind "as", "because", a colon or a dash, or before "so no ..."."""

from __future__ import annotations

import re

from logscan.report import Span

_MARKED = re.compile(
    r"(?<!\w)(?:because(?: of)?|becuase|becasue|cos|coz|as(?! (?:well|per|soon|of|at|yet|agreed|directed|requested|discussed|above|below|follows|part|usual|normal|planned|such|far|long|many|much|to|if|though|a (?:result|priority|volunteer)|high|medium|standard|low|moderate|stalking|harassment)\b)|since(?! (?:then|when|last|\d|the \d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|yesterday)\b)"
    r"|due to(?: the fact)?|owing to|given(?: that)?(?! (?:to|by|in|at|re|over|a|an|advice)\b)|in view of|in (?:the )?light of|on account of|on the (?:grounds|basis)(?: that)?|for the reason|seeing (?:as|that)|by reason of|rationale(?: being| is)?|reason(?:s|ing)?(?: being| is| given)?|as"
    r"|oherwydd|gan (?:fod|nad|mai|ei (?:fod|bod))|am (?:fod|nad)|achos|o achos|oblegid)(?=[\s:\-])[\s:\-]*"
)
_AS_NOT_REASON = re.compile(r"as (?:well|per|soon|of|at|yet|agreed|directed|requested|discussed|above|below|follows|part|usual|normal|planned|such|far|long|many|much|to|if|though|a |high|medium|standard|low|moderate|stalking|harassment)")
_PUNCTUATED = re.compile(r"\s*(?:[:(=]|-+>?|,)\s*(?=\w)")
_STATE = re.compile(
    r"(?<!\w)(?:susp(?:ect)?s?|offender|perp(?:etrator)?|male|he|she|they|it|ip|vic(?:tim)?|parties|both|four|f\.?o\.?u\.?r|criteria|threshold|no|not|nothing|never|nil|none|unknown|unidentified|only|single|one[ -]off|isolated|first|strangers?|neighbours?|neighbour|colleagues?|not known|unk|u/k|lives?|living|moved|abroad|custody|remand(?:ed)?|prison|bail|deceased|admits?|admitted|already|same|existing|covers?|covered|low|risk|there(?:'s| is| are|s)|a |an |the |this|these|that|too|insufficient|different|non|ex|didn't|didnt|doesn't|doesnt|isn't|isnt|wasn't|hasn't|won't|cannot|can't|civil|dispute|matter|work|business|anonymous|juvenile|under|out of|outside|out|over|historic|malicious|counter|mutual|amicable|apart|separate|resolved|sus|poi|d\d|tenant|landlord|kids|family|friend|duplicate|doubles?|rui|withdrawn|engaged|supported|support|handled|dealt|better|device|phone|footage|camera|system|battery|heb|nid|dim|ddim)\b"
)
_END = re.compile(r"[.;!?](?=\s|$)|\n|\s(?://|~|\*\*|\|)\s|$")
_SAME = re.compile(r"[\s,:(\-]*(for (?:the (?:same|following|above|reasons?)|similar|those|these)[^.;\n]{0,60})")
_ALONE = re.compile(r"(?:rui|nfa|remanded|unknown|historic|stranger|neighbours?|civil|denied|deceased|anonymous|alibi|dead|moved)\b")
_ACTION = re.compile(r"(?:p[cs]|d[cs]|insp|oic|i|we|officers?|will|to|please|update[d]?|ip (?:updated|informed|told|advised)|victim (?:updated|informed|told|advised))\b")
_SO_NO = re.compile(r"(?:,?\s*(?:so|therefore|hence|thus|meaning|felly|and so|and therefore|which means)\s+(?:that\s+)?|,\s*|-\s*|:\s*)(?:[\w']+\s+){0,4}$")
_CUT = re.compile(r"(?<!\w)(?:but|and|ond)\s+|[,:(]\s*|\s-\s")
_BECAUSE_BEFORE = re.compile(r"^(?:as|because|since|given(?: that)?|due to|owing to|in view of|with|gan|oherwydd)\s+(.+)$")


def after(text: str, folded: str, start: int, end: int, at: int | None, *, decided: bool = False) -> Span | None:
    """The rationale behind a status cue that ends at ``start``, not past ``end``.

    ``at`` is where a word of reason was found in scope; without one, ``decided`` lets a colon, a dash, a bracket or a
    comma introduce a state of things ("SASH not done, suspect unknown"), never a further action.
    """
    if at is not None and at < end:
        marked = _MARKED.match(folded, at, end)
        if marked is not None:
            return _trim(text, folded, marked.end(), end)
    marked = _MARKED.search(folded, start, min(end, start + 60))
    if marked is not None and not _END.search(folded[start : marked.start()] + " x") and not _AS_NOT_REASON.match(folded, marked.start()):
        return _trim(text, folded, marked.end(), end)
    if not decided:
        return None
    same = _SAME.match(folded, start, end)
    if same is not None:
        return Span(same.start(1), same.end(1), text[same.start(1) : same.end(1)])
    mark = _PUNCTUATED.match(folded, start, end)
    if mark is None:
        return None
    stop = _stop(folded, mark.end(), end)
    piece = folded[mark.end() : stop]
    if _ACTION.match(piece) or not _STATE.search(piece[:60]) or (len(piece.split()) < 2 and not _ALONE.match(piece)):
        return None
    return _trim(text, folded, mark.end(), end)


def before(text: str, folded: str, start: int, end: int) -> Span | None:
    """The rationale before a cue at ``end`` in its sentence: "suspect unknown so no SASH", "as he is in custody no DVPN"."""
    piece = folded[start:end]
    link = _SO_NO.search(piece)
    if link is None or not link.group().strip():
        return None
    head = piece[: link.start()].strip()
    opened = _BECAUSE_BEFORE.match(head)
    so = re.match(r",?\s*(?:so|therefore|hence|thus|meaning|felly|and so|and therefore|which means)\b", link.group())
    if not opened and not so:
        return None
    begin = start + piece.index(head) + (opened.start(1) if opened else 0)
    if not opened:
        for cut in _CUT.finditer(folded, begin, start + link.start()):
            begin = cut.end()
    return _trim(text, folded, begin, start + link.start())


def _stop(folded: str, start: int, end: int) -> int:
    match = _END.search(folded, start, end)
    return match.start() if match else end


def _trim(text: str, folded: str, start: int, end: int) -> Span | None:
    stop = _stop(folded, start, end)
    while stop > start and folded[stop - 1] in " ,-:(":
        stop -= 1
    while start < stop and folded[start] in " ,-:(":
        start += 1
    return Span(start, stop, text[start:stop]) if stop - start > 2 else None
