"""Brokers: what publishes to them. One file for each queue."""
