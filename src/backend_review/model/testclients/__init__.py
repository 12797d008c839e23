"""How tests call the routes: what test clients do, and the running of test functions without running them."""
