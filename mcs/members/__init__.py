"""Who is here: joining in one press, signing in, the profile, the copy of one's data, leaving.

Nouns: Member, Passkey (allauth's Authenticator), e-mail code, destination (back where she was), arrival, Holding (what
an app says it holds about people), DataExport, Consent.
What the apps above do when somebody arrives, they register in arrivals; docs/adr/0002-joining.md says why all this.
May import: places, lib.
"""
