from app.plugins import load

# What it does depends on the database, and is not seen.
page_query = load("page_query")
