/**
 * The plugin beside a bare HTTP client and a job queue, measured in one run. {@link Main} starts one JVM for each side;
 * a side is stopped while another has its turn.
 */
@NullMarked
package io.github.webhookplugin.benchmarks;

import org.jspecify.annotations.NullMarked;
