// The history of settings.
