"""What tells people something happened: a line on a member's bell, an e-mail as often as she chose, a digest.

Nouns: Notice (an e-mail's words), MemberNotice (a kind of thing members are told), NoticeEntry (a line of the bell),
Preference, Rhythm, MailCount. Apps above describe theirs in their own notices.py, tell members with sending.tell, send
what somebody asked for with sending.send_email, and add to the digest with digest.register_source.
May import: photos, members, places, lib.
"""
