"""`/v1/realtime`: the machine of `surfaces.live` behind a WebSocket, in the words of the API."""
