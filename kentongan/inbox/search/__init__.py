"""Finding what citizens wrote: words brought to a common form, kept with their government, and found newest first."""
