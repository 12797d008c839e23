"""The optional pass of a language model: it reads the finished report and the code, and writes review comments.

It is given copies of what the rules found and returns a ``ModelReview`` of its own, so nothing a model says can remove,
change or add a finding, nor change the exit code. Nothing here imports ``anthropic`` but ``client``, and that only when
a request will really be sent.
"""
