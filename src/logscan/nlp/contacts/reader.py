"""What the words around a contact tell of who reached whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property

from logscan.nlp.contacts import words
from logscan.nlp.contacts.names import NOT_THE_VICTIM, Names
from logscan.nlp.lexicon import Hit
from logscan.report import Entry, Person

_AFTER = 28  # characters after the words in which the person may stand
_OPENING = 120  # characters of the clause that opens an entry
_EARLY = 3  # entries of officers in which a first contact may go without words of its own
_GENDERS = {"her": "male", "she": "male", "him": "female", "he": "female"}  # of a suspect whom the word cannot mean
_OFFICERS = frozenset({"officer", "supervisor", "specialist"})
UPDATES = frozenset({"tell", "told", "call", "called"})
MEETINGS = frozenset({"meet", "met", "account", "call", "called"})
ALONE = frozenset({"attempted_contact", "victim_chasing"})
"""Rules of words that tell news, of words that reach the victim, and those that are concepts of their own."""


class Reader(Names):
    """What the words around a hit tell of who reached whom."""

    def __init__(
        self,
        text: str,
        folded: str,
        entries: Sequence[Entry],
        people: Sequence[Person],
        where: Callable[[int], tuple[int, int]],
    ) -> None:
        super().__init__(text, folded, people)
        self._entries, self._where = entries, where
        self._entry_starts = [entry.start for entry in entries]
        self._first_officer = next((n for n, entry in enumerate(entries) if entry.role in _OFFICERS), len(entries))
        self._officers: dict[int, int] = {}
        self._roles: dict[int, str] = {}
        officers = [n for n, entry in enumerate(entries) if entry.role in {"officer", "specialist"}]
        self.last = max(0, len(entries) - 1)
        self.early = officers[:_EARLY]
        """The entries of officers in which a first contact may go without words of its own."""
        self.unnamed: set[int] = set()  # where a pronoun, or nothing, stands for the victim

    @cached_property
    def _officer_names(self) -> set[str]:
        """The words of the names of those officers who signed an entry."""
        signed = (entry.author.lower() for entry in self._entries if entry.role in _OFFICERS and entry.author)
        return {word for author in signed for word in words.WORD.findall(author) if len(word) > 3}

    def entry_of(self, hit: Hit) -> int:
        """The number of the entry that holds a hit."""
        return (bisect_right(self._entry_starts, hit.start) or 1) - 1

    def _role(self, number: int) -> str:
        """The role of an entry's author; a bare surname is the officer's who signed in full elsewhere."""
        if not self._entries:
            return "other"
        known = self._roles.get(number)
        if known is None:
            known = self._entries[number].role
            if known == "other":
                opening = words.WORD.match(self._folded, self._entries[number].body)
                known = "officer" if opening is not None and opening.group() in self._officer_names else known
            self._roles[number] = known
        return known

    def written_by_officer(self, hit: Hit) -> bool:
        """Whether the hit stands in an entry of an officer who deals with the victim, not of a reviewer or a desk."""
        number = self.entry_of(hit)
        return self._role(number) in {"officer", "specialist"} and hit.start >= self._entries[number].body

    def police_did(self, hit: Hit) -> bool:
        """Whether the words name the victim, or say that the writer or another officer went or rang."""
        if hit.start not in self.unnamed:
            return True
        if hit.rule.key not in MEETINGS:
            return False
        if self.opens(hit) and self.written_by_officer(hit):
            return True  # "Rang him": who writes leaves out only "I"
        left = max(0, hit.start - 30)
        doers = (words.WRITER, words.OFFICER_BEFORE)
        return any(doer.search(self._folded, left, hit.start) is not None for doer in doers)

    def tells(self, hit: Hit, first: Hit) -> bool:
        """Whether a later meeting brought news of the case: "Sat with her and went through the result"."""
        _, end = self._where(hit.start)
        return self.entry_of(hit) > self.entry_of(first) and words.NEWS.search(self._folded, hit.end, end) is not None

    def talks(self, number: int) -> bool:
        """Whether an entry shows that its officer was with the victim: "she says", "DASH with her", worn camera on."""
        start, end = self.opening(number)
        if words.DESK_WORK.search(self._folded, start, end):
            return False
        limit = self._entries[number].end
        return words.TALK.search(self._folded, start, limit) is not None or any(
            (speaker := words.SPEAKER.search(self._folded, max(start, said.start() - 24), said.start())) is not None
            and speaker.group().strip() in self._victims
            for said in words.SAYS.finditer(self._folded, start, limit)
        )

    def opening(self, number: int) -> tuple[int, int]:
        """The sentence that opens an entry, or as much of it as shows what it is about."""
        start = self._entries[number].body
        end = min(self._where(start)[1], self._entries[number].end, start + _OPENING)
        return start, max(end, start)

    def opening_of(self, number: int, like: Hit | None) -> Hit | None:
        """The opening of an entry, as a hit of the rule of ``like``, which showed the contact."""
        start, end = self.opening(number)
        return like._replace(start=start, end=end) if like is not None and end > start else like

    def opens(self, hit: Hit) -> bool:
        """Whether the hit opens a sentence or clause."""
        start, _ = self._where(hit.start)
        return words.OPENS.search(self._folded[max(0, start - 1) : hit.start]) is not None

    def kind(self, hit: Hit) -> str | None:
        """What the words do (``meet``, ``call``, ``tell``, ..., or a concept of its own); None: no contact."""
        number = self.entry_of(hit)
        rule = hit.rule
        kind = rule.key
        if kind in ALONE:
            return kind if self._stands_alone(hit, number) else None
        if self._at_desk(hit, number):
            return None
        side = rule.attributes["side"]
        if side == "after":
            stands = self._reaches(hit, number)
        elif side == "before":
            stands = self._is_reached(hit, number)
        elif side == "scene":
            stands = self._arrives(hit, number)
        elif side == "letter":
            addressee = self._after(hit.end, hit.end + _AFTER)
            stands = addressee is None or addressee[2] not in NOT_THE_VICTIM
        else:
            stands = True
        return kind if stands else None

    def _stands_alone(self, hit: Hit, number: int) -> bool:
        """Whether the victim asks for news, or a call that nobody answered was to the victim."""
        if hit.rule.key == "attempted_contact":
            folded = self._folded
            if (
                words.RANG_BACK.search(folded, max(0, hit.start - 40), hit.end + 25)
                or words.VICTIM_AFTER.match(folded, hit.end)
                or self._victim_next(hit)
            ):
                return True
        # control rooms ring and get no answer too, but not in the call that makes the report
        return (number > 0 or not self._at_desk(hit, number)) and self._about_victim(hit)

    def _at_desk(self, hit: Hit, number: int) -> bool:
        """Whether the words are the control room's own, or of the export's heading and the report before any stamp."""
        if number == 0 and self._entries and hit.start < self._entries[0].body:
            return self._is_desk(hit, number, "other")
        role = self._role(number)
        return role not in _OFFICERS and self._is_desk(hit, number, role)

    def _arrives(self, hit: Hit, number: int) -> bool:
        """``PC 4470 on scene.``: the first officer comes to where the call came from, and not to nobody."""
        folded = self._folded
        if number > self._first_officer or words.NOBODY.search(folded, hit.end, hit.end + 60):
            return False
        left = max(0, hit.start - 30)
        return self._opens(hit, number) or words.OFFICER_BEFORE.search(folded, left, hit.start) is not None

    def _is_desk(self, hit: Hit, number: int, role: str) -> bool:
        """Whether an entry that no officer wrote is the control room's own: no officer is named, or has come yet."""
        if self._officer_named(hit, number):
            return False
        left = max(0, hit.start - 12)
        if role == "other" and words.FIRST_PERSON.search(self._folded, left, hit.end + 4):
            return False
        if number == 0 or role == "call_taker":
            return True
        if number >= self._first_officer or self._first_officer == len(self._entries):
            return False  # where no officer is named at all, who follows up writes the log
        named = words.VICTIM_NEAR.search(self._folded, left, hit.end + 12) or self._victim_next(hit)
        return not named

    def _officer_named(self, hit: Hit, number: int) -> bool:
        """Whether the entry names an officer before the words: control rooms write up what officers report."""
        if number not in self._officers:
            start, end = (self._entries[number].start, self._entries[number].end) if self._entries else (0, hit.start)
            first = words.OFFICER.search(self._folded, start, end)
            self._officers[number] = first.start() if first else len(self._folded)
        return self._officers[number] < hit.start

    def _about_victim(self, hit: Hit) -> bool:
        """Whether the sentence is not about reaching somebody else."""
        start, end = self._where(hit.start)
        near = self._before(hit.start, start) or self._after(hit.end, end)
        return (
            near is None
            or near[2] not in {"suspect", "witness"}
            or words.VICTIM_AFTER.search(self._folded, start, end) is not None
        )

    def _is_reached(self, hit: Hit, number: int) -> bool:
        """``IP told by phone``: the victim stands before the words and nobody is told by them."""
        folded = self._folded
        start, _ = self._where(hit.start)
        by = folded.endswith(" by", hit.start, hit.end)  # "told by me" is the officer's doing, "told by him" is not
        if (words.BY_OTHERS if by else words.OTHER_OBJECT).match(folded, hit.end) or words.PLANNED.search(
            folded, max(start, hit.start - 24), hit.start
        ):
            return False
        following = self._after(hit.end, hit.end + 3)
        if following is not None and following[2] != "officer":
            return False
        if words.VICTIM_BEFORE.search(folded, max(start, hit.start - 70), hit.start):
            return True
        if words.TO_ME.search(folded, hit.start, hit.end) and self._meant_by_pronoun(hit, start):
            return True
        if hit.rule.key == "told" and self._meant_by_pronoun(hit, start, words.SHE_WAS):
            return True
        if self._left_out(hit, number):
            return True
        if self._victim_before(hit, max(start, hit.start - 100)):
            return True
        near = self._before(hit.start, max(start, hit.start - 70))
        if near is not None and words.BETWEEN.match(folded, near[1], hit.start):
            return near[2] not in NOT_THE_VICTIM
        return self._named_only_here(hit, start)

    def _left_out(self, hit: Hit, number: int) -> bool:
        """``Rung back by me and told``: a sentence without a subject, of the victim unless another was just named."""
        if words.BY_ME.search(self._folded, hit.start, hit.end + 12) is None or not self.opens(hit):
            return False
        body = self._entries[number].body if self._entries else 0
        last = self._before(hit.start, max(body, hit.start - 200))
        return last is None or last[2] not in {"suspect", "witness"}

    def _meant_by_pronoun(self, hit: Hit, start: int, words: re.Pattern[str] = words.SHE_OR_HE) -> bool:
        """``She came back to me``: the victim, unless the last person named is another who can be "she"."""
        pronoun = words.search(self._folded, max(start, hit.start - 20), hit.start)
        if pronoun is None:
            return False
        last = self._before(hit.start, max(0, hit.start - 400))
        if last is None or last[2] not in {"suspect", "witness"}:
            return True
        return last[2] == "suspect" and self._suspects == {_GENDERS[pronoun["who"]]}

    def _named_only_here(self, hit: Hit, start: int) -> bool:
        """Whether a name right before the words, or initials, may be the victim's: nobody knows it for another's."""
        left = max(start, hit.start - 40)
        match = words.NAME_BEFORE.search(self._text[left : hit.start])
        if match is None or self._text[start : hit.start + 40].isupper() or match["name"].lower() in words.NO_NAMES:
            return False
        name = left + match.start("name")
        known = self._before(left + match.end("name"), name - 20)
        return known is None or known[1] < name or known[2] not in NOT_THE_VICTIM

    def _reaches(self, hit: Hit, number: int) -> bool:
        """``Rang IP``: the victim, or a pronoun for the victim, stands after the words, and police do it."""
        named = self._victim_after(hit, number)
        if named is False or (named is None and not self._unnamed_after(hit)) or not self._police_do(hit):
            return False
        return named is True or self._means_victim(hit, self._entry_starts[number] if self._entries else 0)

    def _victim_after(self, hit: Hit, number: int) -> bool | None:
        """Whether who is named right after the words may be the victim; None where nobody is named."""
        folded = self._folded
        after = hit.end
        if words.VICTIM_AFTER.match(folded, after):
            return True
        following = words.NEXT_WORD.match(folded, after)
        if (
            following is not None
            and (following["word"] in self._victims or self._unknown_name(following))
            and not words.POSSESSIVE.match(folded, following.end())
        ):
            return True
        near = self._after(after, after + _AFTER)
        if near is not None and near[0] < self._where(hit.start)[1] and words.TO_NAME.fullmatch(folded, after, near[0]):
            return near[2] not in NOT_THE_VICTIM and not words.POSSESSIVE.match(folded, near[1])
        return True if self._opens(hit, number) and words.SOMEWHERE.match(folded, after) else None

    def _unnamed_after(self, hit: Hit) -> bool:
        """Whether a pronoun, or nothing, stands for the victim after the words."""
        return words.PRONOUN.match(self._folded, hit.end) is not None or self._understood(hit)

    def _means_victim(self, hit: Hit, entry_start: int) -> bool:
        """Whether the pronoun after the words, or what is left out, means the victim."""
        self.unnamed.add(hit.start)
        last = self._before(hit.start, max(entry_start, hit.start - 400))
        if last is None or last[2] not in {"suspect", "witness"} or words.BOTH.match(self._folded, hit.end):
            return True
        # "spoke to her" is not the suspect where every suspect is a man
        other = words.HER_OR_HIM.match(self._folded, hit.end)
        return last[2] == "suspect" and other is not None and self._suspects == {_GENDERS[other["who"]]}

    def _police_do(self, hit: Hit) -> bool:
        """Whether nobody else does what the words say, and it is done."""
        folded = self._folded
        start, _ = self._where(hit.start)
        left = max(start, hit.start - 30)
        if words.OWN_SUBJECT.search(folded, left, hit.start) or words.TOLD_OFF.match(folded, hit.end):
            return False
        if words.PLANNED.search(folded, max(start, hit.start - 24), hit.start):
            return False
        doer = self._before(hit.start, max(start, hit.start - 24))
        return (
            doer is None
            or doer[2] == "officer"
            or hit.start - doer[1] > 10
            or words.BREAK.search(folded, doer[1], hit.start) is not None
            or self._carried(hit, start)
        )

    def _carried(self, hit: Hit, start: int) -> bool:
        """``Saw Mrs Poole and told her``: the clause says right before that police reached whoever is named there."""
        reaching = words.REACHING.search(self._folded, max(start, hit.start - 64), hit.start)
        if reaching is None:
            return False
        doer = words.OWN_SUBJECT.search(self._folded, max(start, reaching.start() - 30), reaching.start())
        return doer is None

    def _understood(self, hit: Hit) -> bool:
        """``Updated by phone.``: words that open a sentence or clause and leave the victim out."""
        return hit.rule.key in UPDATES and words.UNDERSTOOD.match(self._folded, hit.end) is not None and self.opens(hit)

    def opens_entry(self, hit: Hit) -> bool:
        """Whether an entry opens with the words: "Seen at home"."""
        return self._opens(hit, self.entry_of(hit))

    def _opens(self, hit: Hit, number: int) -> bool:
        return bool(self._entries) and 0 <= hit.start - self._entries[number].body <= 3
