"""What shows that a figure is what the commands make: receipts, and whether they still hold.

``drawn`` reads the numbers off a figure, ``receipt`` keeps them with all that is needed to have
them again, ``comparing`` says whether two receipts tell the same, ``expected`` what the repository
expects, ``listed`` which figures there are, and ``page`` shows a results folder on one page.
"""
