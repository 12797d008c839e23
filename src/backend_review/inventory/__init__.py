"""The inventory: the routes of a project with all that is known of them."""
