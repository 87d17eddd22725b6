// The editor of a service.
