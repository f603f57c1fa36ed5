"""The adversary set: quotes and statements, true and false, against twelve articles; and the program that makes it."""
