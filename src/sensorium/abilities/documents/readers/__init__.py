"""Pictures of pages → words: how a picture is prepared, who reads it, and what is believed of what was read."""
