"""The bell, how one wants to be told, the way out from an e-mail, and the mail's forecast."""
