/** A second plugin, as unlike the first as can be: it proves that the host is made for any. Packed into a JAR by tests. */
package dummy;
