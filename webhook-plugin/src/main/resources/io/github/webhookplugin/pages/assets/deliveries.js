// The delivery log and its drawer.
