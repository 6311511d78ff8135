"""What pages that stand alone are made of: HTML as values, players, the frame and style of the house."""
