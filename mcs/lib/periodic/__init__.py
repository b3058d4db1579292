"""What is done from time to time without anybody asking: a registry, a row a job in the database, and a clock.

Nouns: Job (name, every, run), Turn (when a job is next due and who has it in hand). Apps register in
AppConfig.ready(); `manage.py run_worker` keeps the clock. Survives kill -9 and any number of workers (ADR 8).
May import: nothing of the house.
"""
