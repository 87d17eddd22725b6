/** The editor's forms: a service document in and out of the fields of HTML forms. */
@NullMarked
package io.github.webhookplugin.editing;

import org.jspecify.annotations.NullMarked;
