/**
 * What all entry points share: the keys of each command with their defaults, macro option strings, progress with time
 * left, and the step from an open ImageJ image to a job.
 */
package sc.fiji.neuroglancer.command;
