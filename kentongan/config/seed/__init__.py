"""The demo's example governments: real places, agencies marked as examples, made-up people."""
