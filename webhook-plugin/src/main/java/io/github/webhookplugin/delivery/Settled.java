package io.github.webhookplugin.delivery;

import io.github.webhookplugin.outbox.Settlement;

/** What became of a delivery, on its way to the store. */
record Settled(Work work, Settlement settlement) {}
