"""Stores: what their objects and methods read and write. One file for each ORM or driver."""
