"""What must stay true of the whole house, read from its files or walked through its URLs.

There is no list of exceptions: a rule that gets in the way is discussed in a decision record, not bent here.
"""
