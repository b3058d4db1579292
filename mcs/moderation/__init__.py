"""What keeps the place kind, correct and lawful with two volunteers: the desk's queues, reports, decisions, appeals.

Nouns: Queue, Waiting, InHand, DeskDecision, DeskNote, CannedAnswer, Delegation, Pause, Reportable, Subject, Report,
Decision, Appeal. Each app above registers its queues and what of its own can be reported in AppConfig.ready().
May import: notices, photos, members, places, lib.
"""
