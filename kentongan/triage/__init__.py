"""What a citizen's words are about: kind, topic and place, each with the words it rests on. A person confirms. No Django."""
