/** Templates to bytes: compile, check, render, escape for the place. Pure. */
@NullMarked
package io.github.webhookplugin.rendering;

import org.jspecify.annotations.NullMarked;
