"""Where the time of a request goes, as OpenTelemetry spans: its files, the model, the writing of the reply."""
