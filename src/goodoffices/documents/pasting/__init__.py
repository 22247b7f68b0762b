"""What a word processor gives, place by place: characters, lines, numbers, contested wording."""
