@NullMarked
package io.github.webhookplugin.receivers;

import org.jspecify.annotations.NullMarked;
