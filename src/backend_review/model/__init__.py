"""The backend model: what a project's routes are, who guards them and what they do, the same for every framework."""
