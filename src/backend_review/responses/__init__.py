"""Responses: what the objects of web frameworks answer a request with. One file for each framework."""
