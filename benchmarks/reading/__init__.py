"""The public benchmark of reading: texts by authors held apart, made-up mailboxes, and every figure."""
