"""Programs: the statements, functions and classes of all languages in one form, lowered when they are asked for."""

from backend_review.index.program.data import Class, Field, Function, Import, Parameter, Statement
from backend_review.index.program.module import Module

__all__ = ["Class", "Field", "Function", "Import", "Module", "Parameter", "Statement"]
