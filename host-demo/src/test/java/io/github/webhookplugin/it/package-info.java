/** Tests of the built plugin JAR in a host, as PF4J loads it. Run by Failsafe after the JAR is made. */
package io.github.webhookplugin.it;
