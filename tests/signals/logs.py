"""Invented logs for the tests of the signals; every name, place and number is made up."""

STALKING = """\
04/05/2023 09:12 CCO 5512
Caller is Bethan MORRIS, 27. Ex partner Craig DOYLE will not accept it is over. Split in January. He sends forty or
fifty texts a day,
and when she blocked him he set up new accounts. He has been waiting outside her work most evenings and followed
her home on 01/05 and again on 03/05.
She has told him to leave her alone, in writing, and changed her number. Frightened to go out alone. Crimed as
harassment s.2, medium risk.
05/05/2023 14:30 PC 2210
SASH completed, high. FOUR met. Stalking s.2A. MG11 taken.
"""

HARASSMENT = """\
11/06/2022 10:05 FCR 4471
Two neighbours in dispute about a hedge and parking. Mr VALE next door shouts abuse over the fence, swore at her on
three occasions this month
and tipped grass cuttings on her drive twice. She has asked him to stop. No contact away from the street.
12/06/2022 16:00 PCSO 7781
Recorded as stalking by the control room, changed to harassment. FOUR not met. Words of advice given. Outcome 16.
"""

SINGLE = """\
02/02/2024 22:40 FCC 3321
Caller says a male shouted at her once outside the shop about the queue and walked off. She does not know him and
it has not happened before. Nothing since.
03/02/2024 08:15 PC 9120
Recorded as harassment. One incident only, no course of conduct.
"""

THIN = """\
05/03/2024 11:00 FCC 3321
Mother of a woman of 22 rings, second hand, says there is a problem with somebody. No details, does not know who or
what. Stalking opened to hold.
06/03/2024 12:00 PC 8110
Rang her, voicemail. No answer again. Not engaging.
"""

ALL = {"stalking": STALKING, "harassment": HARASSMENT, "neither": SINGLE, "unclear": THIN}
