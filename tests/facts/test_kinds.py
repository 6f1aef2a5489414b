"""One table a kind: what tells the fact (with concept and status), and what only looks like it."""

from __future__ import annotations

import pytest

from tests.facts.reading import of_kind, read

# kind, words (entries parted by |), the concept and status that one of its facts must have
TELLS = [
    # cancellation
    ("cancellation", "Reviewed.|Crime cancelled, no offences disclosed.", None, None),
    ("cancellation", "Reviewed.|This has been no crimed by the DDM.", None, None),
    ("cancellation", "Reviewed.|Report filed as no offences.", None, None),
    ("cancellation", "Reviewed.|Crime to be cancelled as additional verifiable information held.", None, None),
    ("cancellation", "Reviewed.|CRIME CANX BY FCR, RECORDED IN ERROR.", None, None),
    # isolated
    ("isolated", "This appears to be an isolated incident.", None, None),
    ("isolated", "Looks like a one-off to me.", None, None),
    ("isolated", "Treated as a first incident.", None, None),
    ("isolated", "In my view this is a one off.", None, None),
    # references
    ("reference", "Spoke to her.|She also gave log 0442 of 18/07/23.", "other", None),
    ("reference", "Spoke to her.|See also crime 42/11876/22 for the damage.", "other", None),
    ("reference", "Crimed as CR/90217/24 stalking.", "own", None),
    ("reference", "Spoke to her.|Previous incident DP-20220514-123 read.", "other", None),
    # earlier reports
    ("earlier_report", "IP has reported this before.", None, None),
    ("earlier_report", "There are three previous reports against him.", None, None),
    ("earlier_report", "This is the third report she has made.", None, None),
    ("earlier_report", "Victim states she has already reported him to police in 2022.", None, None),
    # linked
    ("linked", "Logs 12 and 98 linked on here.", None, None),
    ("linked", "The earlier reports have been read and cross-referenced.", None, None),
    ("linked", "Crimes linked and investigated together.", None, None),
    ("linked", "I have reviewed the previous logs.", None, None),
    # risk
    ("risk", "He said he would kill her if she went to court.", "threat_to_kill", "stated"),
    ("risk", 'Text reads "if I cant have you no one will".', "threat_to_kill", "stated"),
    ("risk", "Susp threatened to burn the house down.", "threat", "stated"),
    ("risk", "No threats have been made.", "threat", "denied"),
    ("risk", "He turned up with a kitchen knife in his belt.", "weapon", "stated"),
    ("risk", "Weapons - none.", "weapon", "denied"),
    ("risk", "Any weapons? No.", "weapon", "denied"),
    ("risk", "In 2021 he grabbed her by the throat.", "strangulation", "stated"),
    ("risk", "Asked about strangulation - no never.", "strangulation", "denied"),
    ("risk", "IP found an AirTag under the seat.", "tracker", "stated"),
    ("risk", "He let himself in with an old key while she slept.", "entry", "stated"),
    ("risk", "Has he ever been inside her flat, no.", "entry", "denied"),
    ("risk", "He says he will kill himself if she leaves.", "suicide", "stated"),
    ("risk", "PND shows his previous partner reported the same in Leeds.", "earlier_victims", "stated"),
    ("risk", "He slapped her in the street.", "violence", "stated"),
    # what the suspect knows
    ("suspect_knows", "Attended.|His handset had her new address saved in the notes.", "address", "stated"),
    ("suspect_knows", "Attended.|In interview he said he knows where she works.", "workplace", "stated"),
    ("suspect_knows", "Attended.|Download shows he has a copy of her rota.", "routine", "stated"),
    ("suspect_knows", "Attended.|Found on his phone: he has her new reg.", "vehicle", "stated"),
    # the victim is told
    ("victim_told_risk", "Attended.|IP told that he knows where she lives.", None, None),
    ("victim_told_risk", "Attended.|Made her aware that suspect has her address.", None, None),
    ("victim_told_risk", "Attended.|Victim informed of the photographs of her house.", None, None),
    ("victim_told_risk", "Attended.|Download shows he has her rota. Rang her straight away, informed her.", None, None),
    # leads
    ("lead", "The shop has CCTV on the door.", "CCTV", "open"),
    ("lead", "CCTV to be obtained from the shop.", "CCTV", "planned"),
    ("lead", "CCTV viewed, shows him at the gate.", "CCTV", "followed"),
    ("lead", "No CCTV in the lane.", "CCTV", "set_aside"),
    ("lead", "Next door's Ring doorbell caught him walking off.", "doorbell", "open"),
    ("lead", "The shop has CCTV.|CCTV seized and exhibited.", "CCTV", "followed"),
    ("lead", "Her colleague saw him in the car park.", "witness", "open"),
    # identify
    ("identify", "Enquiries made with Instagram for the account holder.", None, "done"),
    ("identify", "Request sent to Vodafone, subscriber check.", None, "done"),
    ("identify", "Number to be traced, subscriber check to be submitted.", None, "planned"),
    ("identify", "Image circulated to identify the male.", None, "done"),
    # attendance
    ("attendance", "Attended the home address and saw IP.", "victim", None),
    ("attendance", "Visited IP at home.", "victim", None),
    ("attendance", "IP seen at h/a.", "victim", None),
    ("attendance", "Suspect arrested at his home address.", "suspect", None),
    # body worn video
    ("bwv", "BWV on throughout.", None, "done"),
    ("bwv", "BWV not used.", None, "not_done"),
    ("bwv", "No BWV as battery flat.", None, "not_done"),
    ("bwv", "Body worn video activated at the door.", None, "done"),
    # suspect contact
    ("suspect_contact", "Noted.|Suspect interviewed under caution.", None, "done"),
    ("suspect_contact", "Noted.|Suspect to be arrested on return.", None, "planned"),
    ("suspect_contact", "Noted.|Words of advice given to the suspect.", None, "done"),
    ("suspect_contact", "Noted.|No need to arrest as he has offered to attend.", None, "set_aside"),
    ("suspect_contact", "Noted.|Attempted to contact suspect, no reply.", None, "attempted"),
    # minimising
    ("minimising", "It is just texts at the end of the day.", None, None),
    ("minimising", "Six of one and half a dozen of the other.", None, None),
    ("minimising", "He comes across as lovesick and harmless.", None, None),
    ("minimising", "She is wasting police time.", None, None),
    # handover
    ("handover", "E-mailed Gwent Police to attend and arrest.", "force", "asked"),
    ("handover", "Request sent to West Mercia to visit him.", "force", "asked"),
    ("handover", "Task sent to BTP to view the platform footage.", "force", "asked"),
    ("handover", "Asked.|Reply from Gwent Police, he has been seen.", "force", "result"),
    # exhibits
    ("exhibit", "CCTV burned and exhibited AB/1.", "digital", None),
    ("exhibit", "Screenshots taken, exhibit RB/2.", "digital", None),
    ("exhibit", "Call log downloaded and exhibited.", "digital", None),
    ("exhibit", "Letter seized KT/4.", "other", None),
    # children
    ("child", "Her two children live with her.", "household", "stated"),
    ("child", "Victim Megan Orme, suspect Carl Dent. Callum is 9 and heard all of it.", "witnessed", "stated"),
    ("child", "Son aged 6 was in the car and heard it.", "witnessed", "stated"),
    ("child", "No children.", None, "denied"),
    ("child", "Daughter (4) at nursery, he waits at the gate.", "concerned", "stated"),
    # effect
    ("effect", "She is in fear of violence.", "fear_of_violence", "stated"),
    ("effect", "Scared that he will hurt her.", "fear_of_violence", "stated"),
    ("effect", "She is signed off work and has moved in with her mum.", "daily_life", "stated"),
    ("effect", "Has changed her number and her route to work.", "daily_life", "stated"),
    ("effect", "IP very upset and anxious.", "distress", "stated"),
    # new events
    ("incident", "Account taken.|IP reports a further message from him.", "incident", None),
    ("incident", "Account taken.|Suspect in breach of bail, arrested.", "breach", None),
    ("incident", "Account taken.|Released under investigation.", "release", None),
    ("incident", "Account taken.|IP rang, he has threatened her again, another voicemail left.", "threat", None),
    # why the crime type changed
    ("change_reason", "Noted.|Reclassified from harassment to stalking as former partner.", "reason", None),
    ("change_reason", "Noted.|Crime changed from mal comms to stalking, authorised by DDM.", "decision_maker", None),
    ("change_reason", "Noted.|Re-classified to stalking on the advice of the registrar.", "decision_maker", None),
    ("change_reason", "Noted.|Changed from stalking to harassment because there is one event only.", "reason", None),
    # recorded
    ("recorded", "Crimed as harassment.", None, None),
    ("recorded", "Crime raised today.", None, None),
    ("recorded", "Stalking crime created.", None, None),
    ("recorded", "CRIMED S2A.", None, None),
    # the serious offence
    ("serious_offence", "s.4A considered, she has moved house over it.", "s4A", None),
    ("serious_offence", "S4A made out.", "s4A", None),
    ("serious_offence", "Section 4 considered, no fear of violence.", "s4", None),
    ("serious_offence", "s.4 harassment ruled out.", "s4", None),
    # conduct considered
    ("conduct_considered", "Stalking considered, he has done it before.", "stalking", None),
    ("conduct_considered", "This is part of a course of conduct.", "stalking", None),
    ("conduct_considered", "Harassment considered but it was one call.", "harassment", None),
    ("conduct_considered", "SASH looked at.", "stalking", None),
    # withdrawal
    ("withdrawal", "IP does not wish to proceed as she wants to move on.", "reason", None),
    ("withdrawal", "She withdraws her support. Statement taken to that effect.", "record", None),
    ("withdrawal", "IP no longer supports, PNB signed.", "record", None),
    ("withdrawal", "Victim retracts because he has stopped.", "reason", None),
    # actions
    ("action", "Will ring her back tomorrow.", None, "open"),
    ("action", "PC 12 to view the footage.", None, "open"),
    ("action", "Awaiting reply from the bank.", None, "open"),
    ("action", "Will ring IP back tomorrow.|Rang IP and spoke to her.", None, "done"),
    # harm
    ("harm", "THRIVE completed, psychological harm identified.", None, None),
    ("harm", "THRIVE: lives alone and is disabled.", None, None),
    ("harm", "Vulnerability assessment: mental health issues.", None, None),
    ("harm", "THRIVE - repeat victim, heart condition.", None, None),
    # wasting police time
    ("wasting_police_time", "FPN issued to her for wasting police time.", None, None),
    ("wasting_police_time", "Wasting police time, fixed penalty given.", None, None),
    ("wasting_police_time", "Penalty notice to IP for wasting police time.", None, None),
    ("wasting_police_time", "PND for wasting police time given to the informant.", None, None),
    # closing
    ("closing", "Noted.|Crime filed.", None, None),
    ("closing", "Noted.|Case closed.", None, None),
    ("closing", "Noted.|Finalised.", None, None),
    ("closing", "Noted.|No further lines of enquiry. Filed.", None, None),
    # the outcome told
    ("outcome_told", "Noted.|Closed. IP told of the outcome by phone.", None, "done"),
    ("outcome_told", "Noted.|Rang the victim and explained that it is NFA.", None, "done"),
    ("outcome_told", "Noted.|Victim updated that the case is closed.", None, "done"),
    ("outcome_told", "Noted.|OIC to inform IP of the result.", None, "planned"),
    # why no order, why no plan
    ("order_reason", "No order sought as they live 200 miles apart.", None, None),
    ("order_reason", "DVPN not suitable because bail covers it.", None, None),
    ("order_reason", "Bail not needed, he is moving abroad.", None, None),
    ("order_reason", "Orders unsuitable while he is in prison.", None, None),
    ("plan_reason", "No safety plan as suspect is in custody until trial.", None, None),
    ("plan_reason", "Safeguarding plan not required because she has emigrated.", None, None),
    ("plan_reason", "No safety plan needed, no risk found on either side.", None, None),
    ("plan_reason", "Safety plan not necessary as he has died.", None, None),
    # an assessment opposed
    ("assessment_conflict", "I do not agree with the SASH, this is higher.", None, None),
    ("assessment_conflict", "The grading is too low for this risk assessment, under graded DASH.", None, None),
    ("assessment_conflict", "I disagree with the grade.", None, None),
    ("assessment_conflict", "Should have been graded high.", None, None),
    # mutual
    ("mutual", "Contact is mutual.", None, None),
    ("mutual", "Both parties have been texting each other abuse.", None, None),
    ("mutual", "She invited him over on Friday.", None, None),
    ("mutual", "She does not want him to stop.", None, None),
    # one person, two truths
    ("person_conflict", "The male believes he is her mother, the male is her mother.", "kin", None),
    ("person_conflict", "The female suspect is his brother.", "kin", None),
    ("person_conflict", "Male is the sister of IP.", "kin", None),
    ("person_conflict", "IP Alan HOSKING, 71, seen.|IP Alan HOSKING, 17, called in.", "role", None),
]

# kind, words that must not tell it (concept and status narrow it where given)
TELLS += [
    ("bwv", "Visited her at home, my camera running.", None, "done"),
    ("bwv", "Saw him at his flat, camera on.", None, "done"),
    ("child", "There is a girl of six who lives with her.", None, "stated"),
    ("child", "Two girls, 7 and 10, live with her.", None, "stated"),
    ("lead", "He told her landlord that they were to marry.", "witness", "open"),
    ("risk", "He said he would put the car under a train.", "suicide", "stated"),
    ("risk", "Two earlier lads tell of the same: other men said the same of her.", "earlier_victims", "stated"),
    ("action", "The manager says he'll forward the bookings when he is back.", None, "open"),
]

SILENT = [
    ("cancellation", "He cancelled his gym membership.", None, None),
    ("cancellation", "Appointment cancelled by IP.", None, None),
    ("cancellation", "This is not to be cancelled.", None, None),
    ("cancellation", "Crime number given to her.", None, None),
    ("isolated", "This is not an isolated incident.", None, None),
    ("isolated", "The house is isolated and dark.", None, None),
    ("isolated", "One off payment of rent made.", None, None),
    ("isolated", 'He said "it was a one-off".', None, None),
    ("reference", "Call her on 07700 900123.", None, None),
    ("reference", "Statement MG11 taken at 1430.", None, None),
    ("reference", "He sent 1140 texts.", None, None),
    ("reference", "Niche: 2019, nothing since.", None, None),
    ("earlier_report", "No previous reports.", None, None),
    ("earlier_report", "She has never reported this before.", None, None),
    ("earlier_report", "Three calls from him last week.", None, None),
    ("earlier_report", "There are no earlier crimes on record.", None, None),
    ("linked", "Not linked to anything else.", None, None),
    ("linked", "No DA link.", None, None),
    ("linked", "Link sent to her for the leaflet.", None, None),
    ("linked", "He sent a link to a video.", None, None),
    ("risk", "Locksmith forced entry for the officers.", "entry", "stated"),
    ("risk", "PC HADLEY carried a taser.", "weapon", "stated"),
    ("risk", "Never any threats or violence.", "threat", "stated"),
    ("risk", "IP has no tracker on her car.", "tracker", "stated"),
    ("risk", "IP has attempted suicide in the past.", "suicide", "stated"),
    ("risk", "He plays at the golf club on Sundays.", "weapon", None),
    ("risk", "Asked about strangulation.", "strangulation", "stated"),
    ("risk", "No known previous victims.", "earlier_victims", "stated"),
    ("suspect_knows", "Officers have her address.", None, None),
    ("suspect_knows", "He does not know where she lives.", None, None),
    ("suspect_knows", "She gave him her new address for the deposit.", None, None),
    ("suspect_knows", "We know his address.", None, None),
    ("victim_told_risk", "IP told to keep a diary.", None, None),
    ("victim_told_risk", "Her neighbour told him that she has a new address.", None, None),
    ("victim_told_risk", "Victim was not told that he knows where she lives.", None, None),
    ("victim_told_risk", "Told her that he has been bailed.", None, None),
    ("lead", "Doorbell camera fitted for her by us.", None, None),
    ("lead", "Have you thought about CCTV?", None, None),
    ("lead", "He rang the doorbell.", None, None),
    ("lead", "BWV on, body worn camera used.", None, None),
    ("identify", "Unable to identify the male.", None, None),
    ("identify", "Suspect identified himself at the door and left.", None, "planned"),
    ("identify", "Cannot be traced.", None, None),
    ("identify", "She was upset.", None, None),
    ("attendance", "Units to attend.", None, None),
    ("attendance", "IP attended the station.", None, None),
    ("attendance", "Unable to attend today.", None, None),
    ("attendance", "Suspect attended custody for interview.", None, None),
    ("bwv", "PROMPT: have you thought about BWV?", None, None),
    ("bwv", "She has a camera at home.", None, None),
    ("bwv", "BWV on.", None, "not_done"),
    ("bwv", "BWV not used.", None, "done"),
    ("suspect_contact", "Noted.|She spoke to him on Friday.", None, "done"),
    ("suspect_contact", "Noted.|Suspect has not been spoken to.", None, "done"),
    ("suspect_contact", "Noted.|IP seen at home.", None, "done"),
    ("suspect_contact", "Noted.|Neighbour to be spoken to.", None, None),
    ("minimising", 'He said "it was only banter".', None, None),
    ("minimising", "This is not harmless.", None, None),
    ("minimising", "Suspect says it was just banter.", None, None),
    ("minimising", "She is frightened and has stopped going out.", None, None),
    ("handover", "South Wales is where her mother lives.", None, None),
    ("handover", "Moved from Kent to be near family.", None, None),
    ("handover", "Asked her to send the screenshots.", None, None),
    ("handover", "He works for the council in Derbyshire.", None, None),
    ("exhibit", "To be exhibited.", None, None),
    ("exhibit", "Not exhibited.", None, None),
    ("exhibit", "She went to the exhibition.", None, None),
    ("exhibit", "OC/16 to be considered on 12/3.", None, None),
    ("child", "Her daughter (34) rang for her.", None, "stated"),
    ("child", "Referred to children's services.", None, "stated"),
    ("child", "She works at the school.", None, None),
    ("child", "He has a childhood friend in Hull.", None, None),
    ("effect", "Advised to change her number.", None, None),
    ("effect", "She is not in fear of violence.", "fear_of_violence", None),
    ("effect", "Officer has moved to another team.", "daily_life", None),
    ("effect", "Referred to Live Fear Free.", "distress", None),
    ("incident", "Account taken.|No further incidents.", None, None),
    ("incident", "Account taken.|Advised to report any further contact.", None, None),
    ("incident", "Account taken.|If he breaches his bail he will be arrested.", None, None),
    ("incident", "Account taken.|Further enquiries to be made.", None, None),
    ("change_reason", "Noted.|IP has changed her number because of him.", None, None),
    ("change_reason", "Noted.|Reclassified to harassment.", None, None),
    ("change_reason", "Noted.|Locks changed as he has a key.", None, None),
    ("change_reason", "Noted.|She changed her mind.", None, None),
    ("recorded", "To be crimed.", None, None),
    ("recorded", "Interview recorded on disc.", None, None),
    ("recorded", "She recorded the call.", None, None),
    ("recorded", "This was previously crimed.", None, None),
    ("serious_offence", "Public order s.4A by the youths, POA s4A.", "s4A", None),
    ("serious_offence", "Flat 4A is hers.", None, None),
    ("serious_offence", "She has 4 children.", None, None),
    ("serious_offence", "Room 4 booked.", None, None),
    ("conduct_considered", "Referred to the National Stalking Helpline.", None, None),
    ("conduct_considered", "Call made to the stalking charity.", None, None),
    ("conduct_considered", "Four calls since Sunday.", None, None),
    ("conduct_considered", "Breach of bail, arrested.", None, None),
    ("withdrawal", "IP does not wish to proceed.", None, None),
    ("withdrawal", "Supports a prosecution, statement taken.", None, None),
    ("withdrawal", "She withdrew money from the bank because he asked.", None, None),
    ("withdrawal", "Victim withdraws.", None, None),
    ("action", "Advised IP to ring back if he returns.", None, None),
    ("action", "She will ring us back.", None, None),
    ("action", "Rang IP and updated her.", None, None),
    ("action", "Supports police action.", None, None),
    ("harm", "THRIVE completed, no vulnerability identified.", None, None),
    ("harm", "She lives alone.", None, None),
    ("harm", "THRIVE done, scheduled response.", None, None),
    ("harm", "He meant no harm.", None, None),
    ("wasting_police_time", "He was given a fixed penalty for parking.", None, None),
    ("wasting_police_time", "She apologised for wasting our time.", None, None),
    ("wasting_police_time", "No penalty given for anything.", None, None),
    ("wasting_police_time", "PND checked.", None, None),
    ("closing", "Noted.|She closed the door.", None, None),
    ("closing", "Noted.|To be closed once she is updated.", None, None),
    ("closing", "Noted.|Closed her account.", None, None),
    ("closing", "Noted.|He is a close friend.", None, None),
    ("outcome_told", "Noted.|Outcome 16.", None, None),
    ("outcome_told", "Noted.|Suspect told of the outcome.", None, "done"),
    ("outcome_told", "Noted.|Supervisor informed.", None, None),
    ("outcome_told", "Noted.|Victim not told.", None, "done"),
    ("order_reason", "No order sought.", None, None),
    ("order_reason", "SPO granted.", None, None),
    ("order_reason", "Bailed with conditions.", None, None),
    ("order_reason", "She ordered a taxi.", None, None),
    ("plan_reason", "Safety plan done.", None, None),
    ("plan_reason", "No safety plan.", None, None),
    ("plan_reason", "Plan reviewed and updated.", None, None),
    ("plan_reason", "She has no plans to move.", None, None),
    ("assessment_conflict", "I agree with the SASH.", None, None),
    ("assessment_conflict", "DASH completed, medium.", None, None),
    ("assessment_conflict", "They disagree about the fence.", None, None),
    ("assessment_conflict", "Risk assessment reviewed.", None, None),
    ("mutual", "They have a mutual friend.", None, None),
    ("mutual", "She has not replied to any of them.", None, None),
    ("mutual", "She wants him to stop.", None, None),
    ("mutual", "Contact is not mutual.", None, None),
    ("person_conflict", "The male is her brother.", None, None),
    ("person_conflict", "The female is his sister and he is her father.", None, None),
    ("person_conflict", "He said that she was not his mother.", None, None),
    ("person_conflict", "The woman is the mother of the child.", None, None),
]


SILENT += [
    ("lead", "Visited her at home, my camera running.", None, None),
    ("child", "They both work at the packing plant.", None, None),
    ("risk", "I took it all down in a statement.", "suicide", None),
    ("risk", "She called her an old bat over the fence.", "weapon", None),
    ("isolated", "No previous on PNC.", None, None),
    ("incident", "The worker has rung her, will ring again on Monday.", None, None),
]


def _fits(kind: str, words: str, concept: str | None, status: str | None) -> bool:
    return any(
        (concept is None or fact.concept == concept) and (status is None or fact.status == status)
        for fact in of_kind(read(*words.split("|")), kind)
    )


@pytest.mark.parametrize(("kind", "words", "concept", "status"), TELLS)
def test_told(kind: str, words: str, concept: str | None, status: str | None) -> None:
    assert _fits(kind, words, concept, status)


@pytest.mark.parametrize(("kind", "words", "concept", "status"), SILENT)
def test_silent(kind: str, words: str, concept: str | None, status: str | None) -> None:
    assert not _fits(kind, words, concept, status)


@pytest.mark.parametrize("table", [TELLS, SILENT])
def test_each_kind_has_four_rows(table: list[tuple[str, str, str | None, str | None]]) -> None:
    kinds = {kind for kind, *_ in TELLS}
    assert all(sum(row[0] == kind for row in table) >= 4 for kind in kinds)
