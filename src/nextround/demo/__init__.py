"""A made-up mailbox of one person's search, with known truth."""
