"""What a person types, page by page, and the sentences when it cannot be used."""
