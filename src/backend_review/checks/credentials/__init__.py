"""What a credential looks like: provider formats, names of variables that hold secrets, and values that are secrets."""
