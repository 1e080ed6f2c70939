"""The gold set: real and authored comments labelled by hand, and the tools that drew, joined and measured it."""
