"""Rules are changed a little, and each change must be noticed by the rule's own examples and cases.

`make mutants` tries every change of every rule; `tests/test_mutation.py` does so for some of them.
"""
