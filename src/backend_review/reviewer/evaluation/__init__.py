"""What the model's comments are worth, measured on bugs that were planted: for a person with a key.

``cases`` are small backend modules in pairs, with a bug and without it; ``run`` has a reviewer read each of them;
``score`` counts what it said, by place and category and with no second model as a judge; ``report`` writes it down.
"""
