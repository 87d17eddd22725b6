@NullMarked
package io.github.webhookplugin.receivers.chaos;

import org.jspecify.annotations.NullMarked;
