"""What keeps the place kind and correct with two volunteers: the registry of the desk's queues.

Nouns: Queue, QueueItem. Each app above registers its queue in AppConfig.ready().
May import: notices, photos, members, places, lib.
"""
