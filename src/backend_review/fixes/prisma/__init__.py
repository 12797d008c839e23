"""Fixes of Prisma schemas: a module per rule."""
