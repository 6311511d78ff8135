"""Where people and programs meet the models: command line, demo page."""
