"""Clock, ids, state machines, HTTP, encryption, text: what everything else stands on."""
