"""What a question asks: what kind of thing is wanted, what is reckoned, which of its words tell."""
