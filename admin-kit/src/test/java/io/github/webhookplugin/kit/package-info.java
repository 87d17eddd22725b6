@NullMarked
package io.github.webhookplugin.kit;

import org.jspecify.annotations.NullMarked;
