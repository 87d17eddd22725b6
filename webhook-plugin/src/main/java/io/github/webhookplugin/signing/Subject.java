package io.github.webhookplugin.signing;

/** What differs between the requests that a signer signs. */
record Subject(String id, String timestamp, byte[] body) {}
