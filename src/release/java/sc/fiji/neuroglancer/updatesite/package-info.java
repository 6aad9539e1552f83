/**
 * Makes a complete ImageJ update site from the built jar and the history of former releases. Not part of the plugin; run
 * by {@code mvn clean verify -Pupdate-site}.
 */
package sc.fiji.neuroglancer.updatesite;
