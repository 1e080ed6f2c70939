"""The inbox as a list people live in: filters, saved views, acts on many, what is new, who is writing."""
