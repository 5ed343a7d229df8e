"""Words and rules that anyone can edit, and the reader that checks them."""
