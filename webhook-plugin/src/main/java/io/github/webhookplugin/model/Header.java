package io.github.webhookplugin.model;

/** One line of a request's or answer's head. */
public record Header(String name, String value) {}
