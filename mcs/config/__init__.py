"""Settings, root URLs and the WSGI entry point: the only place that knows every app of the house."""
