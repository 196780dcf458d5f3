"""The built-in encoder: its weights, its model card, and the script that makes it.

At run time only the files are used; the code here needs the `train` extra.
"""
