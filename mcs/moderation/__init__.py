"""What keeps the place kind and correct with two volunteers: the desk, its queues, who keeps them, what was decided.

Nouns: Queue, Waiting, InHand, DeskDecision, DeskNote, CannedAnswer, Delegation, Pause. Each app above registers its
queues in AppConfig.ready(). May import: notices, photos, members, places, lib.
"""
