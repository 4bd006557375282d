"""The spoken conversation: what is listened for, when it speaks, and when it stops."""
