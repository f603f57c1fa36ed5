"""The rule of matching, and what no score reads, in the words of the page and the notes; docs/eval.md has them, too."""

RULE = (
    "A found item is right if the gold has one of the same kind, and a quote of the one and a passage of the other "
    "share at least half of the shorter and a tenth of the longer, in characters; they are paired one to one, so that "
    "what is said twice is wrong once."
)
UNREAD = (
    "F1 compares kinds and quotes; it does not read the statements: a tool whose every sentence is false but whose "
    "quotes are right has F1 1.00, and what objects is “numbers and polarity as in the quotes”."
)
