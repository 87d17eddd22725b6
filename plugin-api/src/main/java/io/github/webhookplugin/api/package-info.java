/**
 * What a host application and a plugin both see: JDK types, PF4J and JSpecify annotations, nothing else.
 *
 * <p>A host compiles against this package alone and works with a plain {@code DefaultPluginManager}.
 * Types that a host or a plugin implements only ever grow by {@code default} methods; records that a
 * host builds have a factory or a builder, which is the supported way to make them.
 */
@NullMarked
package io.github.webhookplugin.api;

import org.jspecify.annotations.NullMarked;
