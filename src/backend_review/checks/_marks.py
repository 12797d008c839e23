"""The marks of annotated samples (``ruleid: …``), which are no words of the code's author and so no reasons."""

MARK = r"(?:ruleid|ok|pedantic|todoruleid|todook):"
