/** An answer, rules and a check to a verdict with a sentence for people. Pure. */
@NullMarked
package io.github.webhookplugin.verdict;

import org.jspecify.annotations.NullMarked;
