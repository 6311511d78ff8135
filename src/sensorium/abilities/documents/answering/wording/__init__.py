"""Words by themselves: without endings, of one meaning, small ones; those of a text, and where one meets another."""
