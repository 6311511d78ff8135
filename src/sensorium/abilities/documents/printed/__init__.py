"""What print says by itself, in many languages: words made comparable, days, amounts, currencies; knows no page."""
